package shop.handover.system;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.ConsoleMessage;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Response;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.ScreenshotAnimations;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/// Someone who reads one language and looks at each page closely: on a phone and on a desk, by day and by night, with
/// axe-core. Everything a page does wrong on the way is an objection.
final class Visitor implements AutoCloseable {

    /// How a page is looked at.
    enum Look {
        WIDE_LIGHT(1200, ColorScheme.LIGHT),
        NARROW_DARK(320, ColorScheme.DARK),
        WIDE_DARK(1200, ColorScheme.DARK),
        NARROW_LIGHT(320, ColorScheme.LIGHT);

        private final int width;
        private final ColorScheme scheme;

        Look(int width, ColorScheme scheme) {
            this.width = width;
            this.scheme = scheme;
        }

        String title() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }

    private static final Path SCREENSHOTS = Path.of("target", "screenshots");
    private static final String AXE = axe();
    private static final String WATCH = """
            addEventListener("securitypolicyviolation", (told) => {
              (globalThis.refusals ??= []).push(told.violatedDirective + " " + told.blockedURI);
            });
            """;
    private static final String JUDGE = """
            async (rules) => (await axe.run(document, {
              runOnly: rules, resultTypes: ["violations"], preload: false,
            })).violations.map((fault) => fault.id + ": " + fault.nodes.map((node) => node.html).join(" "))
            """;
    private static final Map<String, String> PROTECTION = Map.of(
            "content-security-policy",
            "default-src 'none'",
            "x-content-type-options",
            "nosniff",
            "referrer-policy",
            "no-referrer",
            "cross-origin-opener-policy",
            "same-origin",
            "permissions-policy",
            "payment=()",
            "cache-control",
            "no-");
    private static final List<String> PARTS = List.of("stylesheet", "script", "image", "font");
    // What a change of colours alone may change.
    private static final List<String> CONTRAST = List.of("wcag2aa");
    private static final List<String> WCAG = List.of("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa");

    private final BrowserContext window;
    private final Page page;
    private final String house;
    private final String language;
    private final List<Look> looks;
    private final List<String> objections = new ArrayList<>();

    /// @param house the only origin that may be asked for anything
    /// @param language of the window, and the second part of a screenshot's name
    Visitor(BrowserContext window, String house, String language, List<Look> looks) {
        this.window = window;
        this.house = house;
        this.language = language;
        this.looks = looks;
        window.addInitScript(WATCH);
        // The browser keeps it. Sending it anew to each page takes longer than all its judgements.
        window.addInitScript(AXE);
        page = window.newPage();
        page.onConsoleMessage(this::hear);
        page.onPageError(objections::add);
        page.onResponse(this::check);
        page.onRequest(request -> {
            if (!request.url().startsWith(house + "/") && !request.url().startsWith("data:")) {
                objections.add("asked outside: " + request.url());
            }
        });
    }

    /// The tab, to press and type in.
    Page page() {
        return page;
    }

    /// Goes to a page of the house and looks at it.
    Visitor visit(String name, String path) {
        page.navigate(path.startsWith("/") ? house + path : path);
        return look(name);
    }

    /// Looks at the page that is open.
    Visitor look(String name) {
        assertThat(page.locator("h1").count()).as("headlines of %s", name).isEqualTo(1);
        assertThat(page.locator("html").getAttribute("lang"))
                .as("language of %s", name)
                .isEqualTo(language);
        var rules = new ArrayList<>(WCAG);
        rules.add("best-practice");
        inspect(name, rules);
        return this;
    }

    /// Looks at a mail. It has no landmarks of its own, for the program that shows it has them.
    Visitor read(String name, String html) {
        page.setContent(html);
        inspect("mail-" + name, WCAG);
        return this;
    }

    /// What was wrong with all pages so far.
    List<String> objections() {
        return objections;
    }

    @Override
    public void close() {
        window.close();
    }

    private void inspect(String name, List<String> rules) {
        if ((boolean) page.evaluate("typeof axe === 'undefined'")) {
            page.evaluate(AXE);
        }
        var seen = EnumSet.noneOf(Look.class);
        for (var look : looks) {
            var told = name + "." + language + "." + look.title();
            page.setViewportSize(look.width, 800);
            page.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(look.scheme));
            page.screenshot(new Page.ScreenshotOptions()
                    .setPath(SCREENSHOTS.resolve(told + ".jpg"))
                    .setQuality(90)
                    .setAnimations(ScreenshotAnimations.DISABLED)
                    .setFullPage(true));
            if ((boolean) page.evaluate("document.documentElement.scrollWidth > innerWidth")) {
                objections.add(told + " scrolls sideways");
            }
            var again = seen.stream().anyMatch(other -> other.width == look.width);
            list(page.evaluate(JUDGE, again ? CONTRAST : rules)).forEach(fault -> objections.add(told + " " + fault));
            seen.add(look);
        }
        list(page.evaluate("globalThis.refusals ?? []")).forEach(refused -> objections.add(name + " " + refused));
    }

    // What a browser says of an answer such as 404 is no fault of the page that is the answer.
    private void hear(ConsoleMessage message) {
        if (message.type().equals("error") && !message.text().startsWith("Failed to load resource")) {
            objections.add(page.url() + " " + message.text());
        }
    }

    private void check(Response response) {
        if (response.status() >= 400 && PARTS.contains(response.request().resourceType())) {
            objections.add(page.url() + " needs " + response.url() + ": " + response.status());
        }
        if (response.request().resourceType().equals("document")
                && response.url().startsWith(house)) {
            PROTECTION.forEach((header, words) -> {
                if (!response.headers().getOrDefault(header, "").contains(words)) {
                    objections.add(response.url() + " lacks " + header + ": " + words);
                }
            });
        }
    }

    private static List<String> list(Object answer) {
        return ((List<?>) answer).stream().map(String::valueOf).toList();
    }

    private static String axe() {
        try (var script = Visitor.class.getResourceAsStream("/axe.min.js")) {
            return new String(script.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
