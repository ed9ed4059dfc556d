package shop.handover.fulfillment.qute;

import io.quarkus.qute.Engine;
import io.quarkus.qute.Template;
import io.quarkus.qute.TemplateException;
import io.quarkus.qute.Variant;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import shop.handover.fulfillment.mail.Letterhead;
import shop.handover.fulfillment.mail.Page;
import shop.handover.kit.catalog.Fault;

/// Templates of the shop's own, in the folder `mails` beside its catalog: `confirmation.html` sets that one mail,
/// `mail.html` all that have none of their own, and so with `.txt`.
final class ShopTemplates {

    private static final String EVERY_MAIL = "mail";

    private final Map<String, Template> byFile;

    private ShopTemplates(Map<String, Template> byFile) {
        this.byFile = byFile;
    }

    /// Reads them.
    ///
    /// @param names of the mails there are
    /// @throws TemplatesRefused where a file is of no mail, or not a template
    static ShopTemplates beside(Path folder, Set<String> names, Engine engine) {
        var templates = new HashMap<String, Template>();
        var faults = new ArrayList<Fault>();
        for (var file : files(folder.resolve("mails"))) {
            var name = file.getFileName().toString();
            var stem = name.replaceFirst("\\.(html|txt)$", "");
            if (stem.equals(name) || !stem.equals(EVERY_MAIL) && !names.contains(stem)) {
                faults.add(new Fault(
                        shown(name),
                        1,
                        "",
                        "there is no mail of this name; there are mail.html, mail.txt"
                                + " and, in their place for one mail each: "
                                + String.join(", ", names.stream().sorted().toList())));
                continue;
            }
            try {
                var variant = Variant.forContentType(name.endsWith(".html") ? Variant.TEXT_HTML : Variant.TEXT_PLAIN);
                templates.put(name, engine.parse(Files.readString(file), variant, shown(name)));
            } catch (TemplateException e) {
                faults.add(fault(name, e));
            } catch (IOException e) {
                faults.add(new Fault(shown(name), 1, "", "cannot be read as UTF-8: " + e.getMessage()));
            }
        }
        if (!faults.isEmpty()) {
            throw new TemplatesRefused(faults);
        }
        return new ShopTemplates(Map.copyOf(templates));
    }

    /// The shop's template of a mail.
    ///
    /// @param ending `.html` or `.txt`
    Optional<Template> of(String mail, String ending) {
        return Optional.ofNullable(byFile.get(mail + ending))
                .or(() -> Optional.ofNullable(byFile.get(EVERY_MAIL + ending)));
    }

    /// Sets a page with every template of the shop's that is for it.
    ///
    /// @throws TemplatesRefused where one cannot, or leaves out the link the mail is sent for
    void proofread(Page page, Letterhead head) {
        var faults = new ArrayList<Fault>();
        for (var ending : List.of(".html", ".txt")) {
            var file = byFile.containsKey(page.name() + ending) ? page.name() + ending : EVERY_MAIL + ending;
            of(page.name(), ending).ifPresent(template -> {
                try {
                    var set = template.data("page", page).data("head", head).render();
                    if (page.button().needed() && !set.contains(page.button().url())) {
                        faults.add(new Fault(
                                shown(file),
                                1,
                                "",
                                "leaves out {page.button.url} in the mail \"" + page.name() + "\""));
                    }
                } catch (TemplateException e) {
                    faults.add(fault(file, e));
                }
            });
        }
        if (!faults.isEmpty()) {
            throw new TemplatesRefused(faults);
        }
    }

    private static Fault fault(String name, TemplateException e) {
        var line = e.getOrigin() == null ? 1 : e.getOrigin().getLine();
        var reason = String.valueOf(e.getMessage()).lines().findFirst().orElse("");
        return new Fault(shown(name), line, "", reason);
    }

    private static String shown(String name) {
        return "mails/" + name;
    }

    private static List<Path> files(Path folder) {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (var files = Files.list(folder)) {
            return files.filter(Files::isRegularFile)
                    .filter(file -> !file.getFileName().toString().startsWith("."))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
