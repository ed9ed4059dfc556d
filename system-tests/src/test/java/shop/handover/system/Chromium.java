package shop.handover.system;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.options.ReducedMotion;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;

/// The browser of this machine; nothing is downloaded.
final class Chromium implements AutoCloseable {

    private static final List<String> QUIET = List.of(
            "--no-sandbox",
            "--disable-gpu",
            "--disable-quic",
            "--no-first-run",
            "--disable-background-networking",
            "--disable-component-update",
            "--disable-sync");

    private final Playwright playwright;
    private final Browser browser;

    private Chromium(Path program) {
        playwright = Playwright.create(
                new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
        browser = playwright
                .chromium()
                .launch(new BrowserType.LaunchOptions()
                        .setExecutablePath(program)
                        .setArgs(QUIET));
    }

    /// Opens it; where there is none, the tests that need it are skipped and say so.
    static Chromium open() {
        var program = programs();
        Assumptions.assumeFalse(program.isEmpty(), "there is no Chromium: apt-get install chromium");
        return new Chromium(program.getFirst());
    }

    /// A window without history.
    ///
    /// @param locale what it asks pages for: `en-GB`, `de-DE`
    BrowserContext window(String locale) {
        return browser.newContext(new Browser.NewContextOptions().setLocale(locale));
    }

    /// A window in which no script runs and nothing moves.
    BrowserContext plainWindow() {
        return browser.newContext(new Browser.NewContextOptions()
                .setLocale("en-GB")
                .setReducedMotion(ReducedMotion.REDUCE)
                .setJavaScriptEnabled(false));
    }

    @Override
    public void close() {
        playwright.close();
    }

    private static List<Path> programs() {
        return Stream.of("/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome")
                .map(Path::of)
                .filter(Files::isExecutable)
                .toList();
    }
}
