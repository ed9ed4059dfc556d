package shop.handover.sandbox.gateway;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// The route table as nginx reads it, in `deploy/gateway` under the top folder. The files are kept in the repository; a
/// test fails where they differ from these.
public final class GatewayFiles {

    static final String NOTE =
            "# Written from the route table (sandbox, class Routes) by ./handover gateway-files. A test"
                    + " compares; do not edit.\n";

    private static final List<Refusal> REFUSALS = List.of(
            Refusal.unreadable(),
            Refusal.notFound(),
            Refusal.wrongMethod(),
            Refusal.tooLarge(),
            Refusal.tooMany(),
            Refusal.away(),
            Refusal.late());

    private GatewayFiles() {}

    /// Every file by its path, with what is to stand in it.
    public static Map<String, String> all() {
        Map<String, String> files = new LinkedHashMap<>();
        files.put("deploy/gateway/routes.conf", NginxConf.routes(Routes.ALL));
        files.put("deploy/gateway/paces.conf", NginxConf.paces());
        files.put("deploy/gateway/forward.conf", NginxConf.forward());
        files.put("deploy/gateway/refuse.conf", NginxConf.refuse(REFUSALS));
        for (Refusal refusal : REFUSALS) {
            for (String language : RefusalPage.LANGUAGES) {
                files.put(
                        "deploy/gateway/refusals/" + refusal.status() + "." + language + ".html",
                        refusal.page(language));
            }
            files.put("deploy/gateway/refusals/" + refusal.status() + ".json", refusal.problem() + "\n");
        }
        return files;
    }

    /// Writes them below the folder; what is as it should be stays untouched.
    public static void writeTo(Path top) {
        all().forEach((path, text) -> {
            Path file = top.resolve(path);
            try {
                Files.createDirectories(file.getParent());
                if (!Files.exists(file) || !Files.readString(file).equals(text)) {
                    Files.writeString(file, text);
                    System.out.println("wrote " + path);
                }
            } catch (IOException e) {
                throw new UncheckedIOException("cannot write " + file, e);
            }
        });
    }
}
