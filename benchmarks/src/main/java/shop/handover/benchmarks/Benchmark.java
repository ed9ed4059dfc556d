package shop.handover.benchmarks;

/// One measurement that anybody can repeat. It talks to this machine only, ends by itself, and ends what it started.
public interface Benchmark {

    /// What it is called by: `./handover bench NAME`.
    String name();

    /// One line for the list: what is measured, against what.
    String what();

    /// The words it takes, as they are typed, with their defaults: `--connections 16 --seconds 20`.
    String usage();

    /// Measures, and writes what it saw.
    ///
    /// @throws IllegalArgumentException where a word is wrong, or what it needs does not run; it names the mend
    /// @throws Exception where the measurement broke off; nothing it says before is worth quoting
    void run(Words words, Report report) throws Exception;
}
