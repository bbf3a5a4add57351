package dev.assay.browser;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.logging.Level;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.openqa.selenium.By;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;
import org.openqa.selenium.logging.LoggingPreferences;
import org.openqa.selenium.print.PrintOptions;
import org.openqa.selenium.remote.CommandInfo;
import org.openqa.selenium.remote.HttpCommandExecutor;
import org.openqa.selenium.remote.RemoteWebDriver;
import org.openqa.selenium.remote.http.HttpClient;
import org.openqa.selenium.remote.http.HttpMethod;
import tools.jackson.databind.json.JsonMapper;

/** Debian's Chromium with one page. */
final class Browser implements AutoCloseable {
    static final Path PICTURES = Path.of("target/pictures");
    private static final Duration PATIENCE = Duration.ofSeconds(40);
    private static final int HEIGHT = 1000;
    private static final int HIGHEST = 16_000;
    private static final double SCALE = 0.5;

    private final ChromeDriverService service;
    private final Chrome driver;

    private Browser(ChromeDriverService service, Chrome driver) {
        this.service = service;
        this.driver = driver;
    }

    /** Selenium's own class for it looks for its driver on the network, and does not load without what looks. */
    private static final class Chrome extends RemoteWebDriver {
        private static final String COMMAND = "devTools";

        Chrome(ChromeDriverService service, ChromeOptions options) {
            super(
                    new HttpCommandExecutor(
                            HttpClient.Factory.createDefault().createClient(service.getUrl()),
                            Map.of(COMMAND, new CommandInfo("/session/:sessionId/goog/cdp/execute", HttpMethod.POST)),
                            service.getUrl()),
                    options);
        }

        /** Sends a command of the DevTools protocol. */
        Map<?, ?> devTools(String command, Map<String, ?> parameters) {
            return (Map<?, ?>) requireNonNull(execute(COMMAND, Map.of("cmd", command, "params", parameters))
                    .getValue());
        }
    }

    /** Starts it. */
    static Browser start() throws IOException {
        var service = new ChromeDriverService.Builder()
                .usingDriverExecutable(program("chromedriver").toFile())
                .usingAnyFreePort()
                .build();
        var logs = new LoggingPreferences();
        logs.enable("browser", Level.ALL);
        logs.enable("performance", Level.ALL);
        var options = new ChromeOptions();
        options.setBinary(program("chromium").toFile());
        // As root Chromium starts only without its sandbox; /dev/shm of a container is too small for it.
        options.addArguments(
                "--headless=new", "--no-sandbox", "--disable-dev-shm-usage", "--hide-scrollbars", "--lang=en-US");
        options.setCapability("goog:loggingPrefs", logs);
        service.start();
        var driver = new Chrome(service, options);
        driver.manage()
                .timeouts()
                .scriptTimeout(PATIENCE)
                .pageLoadTimeout(PATIENCE)
                .implicitlyWait(PATIENCE);
        return new Browser(service, driver).media("prefers-color-scheme", "light");
    }

    private static Path program(String name) {
        return Stream.of("/usr/bin", "/usr/local/bin")
                .map(folder -> Path.of(folder, name))
                .filter(Files::isExecutable)
                .findFirst()
                .orElseThrow(() -> new AssertionError("no " + name + " in /usr/bin; .ci/browser installs it"));
    }

    /** Makes its window so many pixels wide. */
    Browser width(int width) {
        driver.devTools(
                "Emulation.setDeviceMetricsOverride",
                Map.of("width", width, "height", HEIGHT, "deviceScaleFactor", 1, "mobile", false));
        return this;
    }

    /** Sets what a style sheet can ask for: {@code prefers-color-scheme}, {@code forced-colors}. Nothing moves, so that nothing must be waited for. */
    Browser media(String feature, String value) {
        driver.devTools(
                "Emulation.setEmulatedMedia",
                Map.of(
                        "features",
                        List.of(
                                Map.of("name", "prefers-reduced-motion", "value", "reduce"),
                                Map.of("name", feature, "value", value))));
        return this;
    }

    /** Runs no script of a page that is opened from now on. */
    Browser withoutScripts() {
        driver.devTools("Emulation.setScriptExecutionDisabled", Map.of("value", true));
        return this;
    }

    /** Opens a file. */
    Browser open(Path page) {
        driver.get(page.toUri().toString());
        return this;
    }

    /** Chooses the radio buttons with these ids, as a mouse does. */
    Browser choose(String... ids) {
        for (var id : ids) {
            var button = driver.findElement(By.id(id));
            if (!button.isSelected()) {
                button.click();
            }
        }
        return this;
    }

    /** Scrolls through the page until all its charts are drawn. */
    Browser drawCharts() {
        driver.executeAsyncScript("""
                const done = arguments[0];
                const left = [...document.querySelectorAll("figure.chart")].filter((each) => each.checkVisibility());
                const next = () => {
                  while (left.length && left[0].dataset.drawn) left.shift();
                  if (!left.length) { scrollTo(0, 0); done(); return; }
                  left[0].scrollIntoView({ behavior: "instant" });
                  requestAnimationFrame(next);
                };
                next();
                """);
        return this;
    }

    /** Runs a script that returns nothing. */
    void perform(String script, Object... arguments) {
        driver.executeScript(script, arguments);
    }

    /** Runs a script that returns something. */
    Object evaluate(String script, Object... arguments) {
        return requireNonNull(driver.executeScript(script, arguments));
    }

    /** Runs a script that returns numbers or texts, one for each thing that it found. */
    @SuppressWarnings("unchecked")
    List<String> list(String script, Object... arguments) {
        return (List<String>) requireNonNull(driver.executeScript(script, arguments));
    }

    /** Runs a script that calls its last argument with texts. */
    @SuppressWarnings("unchecked")
    List<String> await(String script) {
        return (List<String>) requireNonNull(driver.executeAsyncScript(script));
    }

    /** Returns what is visible of the page as text. */
    String text() {
        return driver.findElement(By.tagName("body")).getText();
    }

    /** Presses keys, or writes a text, and returns the element that has the focus after that. */
    WebElement press(CharSequence... keys) {
        driver.switchTo().activeElement().sendKeys(keys);
        return driver.switchTo().activeElement();
    }

    /** Returns the first such element. It waits for it, since a page unpacks its data after it is opened. */
    WebElement find(String selector) {
        return driver.findElement(By.cssSelector(selector));
    }

    /** Keeps pictures of the whole page for people, at half its size, from its top to its end: a browser draws no picture of any height. */
    void picture(String name) {
        picture(name, Integer.MAX_VALUE);
    }

    /** Keeps pictures of the beginning of the page, each up to 16,000 pixels high. */
    void picture(String name, int most) {
        var metrics = driver.devTools("Page.getLayoutMetrics", Map.of());
        var size = (Map<?, ?>) requireNonNull(metrics.get("cssContentSize"));
        var height = ((Number) requireNonNull(size.get("height"))).intValue();
        var width = ((Number) requireNonNull(size.get("width"))).intValue();
        for (int top = 0, part = 1; top < height && part <= most; top += HIGHEST, part++) {
            var clip =
                    Map.of("x", 0, "y", top, "width", width, "height", Math.min(HIGHEST, height - top), "scale", SCALE);
            keep(name + "-" + part + ".png", (String) requireNonNull(driver.devTools(
                            "Page.captureScreenshot",
                            Map.of(
                                    "format",
                                    "png",
                                    "clip",
                                    clip,
                                    "captureBeyondViewport",
                                    true,
                                    "optimizeForSpeed",
                                    true))
                    .get("data")));
        }
    }

    /** Prints the page to a PDF, which is kept for people, and returns how many pages it has. */
    int print(String name) {
        var file = keep(name + ".pdf", driver.print(new PrintOptions()).getContent());
        try {
            var text = Files.readString(file, StandardCharsets.ISO_8859_1);
            return text.split("/Type\\s*/Page\\b", -1).length - 1;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Path keep(String name, String base64) {
        try {
            Files.createDirectories(PICTURES);
            return Files.write(PICTURES.resolve(name), Base64.getDecoder().decode(base64));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Returns what the console said since the last call. */
    List<String> console() {
        return driver.manage().logs().get("browser").getAll().stream()
                .map(entry -> entry.getLevel() + " " + entry.getMessage())
                .toList();
    }

    /** Returns the addresses of all requests since the last call, without those of files and of data within the page. */
    List<String> requests() {
        return StreamSupport.stream(driver.manage().logs().get("performance").spliterator(), false)
                .map(entry -> JsonMapper.shared().readTree(entry.getMessage()).path("message"))
                .filter(event -> event.path("method").asString("").equals("Network.requestWillBeSent"))
                .map(event -> event.path("params").path("request").path("url").asString(""))
                .filter(address -> !address.startsWith("file:") && !address.startsWith("data:"))
                .toList();
    }

    @Override
    public void close() {
        driver.quit();
        service.stop();
    }
}
