package shop.handover.benchmarks;

import java.util.Arrays;
import java.util.List;

/// `./handover bench [NAME [--name value …]]`: runs one benchmark; without a name, lists them.
final class Main {

    private static final List<Benchmark> ALL = List.of(
            new SandboxBenchmark(),
            new DrainBenchmark(),
            new WebhookBenchmark(),
            new TracingBenchmark(),
            new DownloadBenchmark());

    private Main() {}

    public static void main(String[] words) {
        if (words.length == 0) {
            ALL.forEach(known ->
                    System.out.printf("  %-12s%s%n  %-12s%s%n", known.name(), known.what(), "", known.usage()));
            return;
        }
        try {
            run(find(words[0]), new Words(Arrays.copyOfRange(words, 1, words.length)));
        } catch (Exception e) {
            // One line for a person; whoever looks for our own fault sets the property.
            System.err.println("bench " + words[0] + ": " + (e.getMessage() == null ? e : e.getMessage()));
            if (Boolean.getBoolean("bench.trace")) {
                e.printStackTrace();
            }
            System.exit(e instanceof IllegalArgumentException ? 2 : 1);
        }
    }

    private static Benchmark find(String name) {
        return ALL.stream()
                .filter(known -> known.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("there is no such benchmark; there is "
                        + String.join(", ", ALL.stream().map(Benchmark::name).toList())));
    }

    private static void run(Benchmark benchmark, Words words) throws Exception {
        var report = new Report(System.out);
        report.machine();
        benchmark.run(words, report);
        System.out.println("bench " + benchmark.name() + ": done");
    }
}
