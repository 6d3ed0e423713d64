package dev.sendlab.docs.browser;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.logging.Level;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;
import org.openqa.selenium.json.Json;
import org.openqa.selenium.logging.LogEntry;
import org.openqa.selenium.logging.LogType;
import org.openqa.selenium.logging.LoggingPreferences;

/** A Chromium without a window, that notes what a page asks for and what it complains of. */
final class Chromium implements AutoCloseable {

    private static final int TALLEST = 1_800;

    private final ChromeDriver driver;

    private Chromium(ChromeDriver driver) {
        this.driver = driver;
    }

    /** @throws IllegalStateException if there is no browser, or no driver for it; the message says how to get them */
    static Chromium start() {
        Path driver = installed("sendlab.chromedriver");
        LoggingPreferences logs = new LoggingPreferences();
        logs.enable(LogType.BROWSER, Level.ALL);
        logs.enable(LogType.PERFORMANCE, Level.ALL);
        ChromeOptions options = new ChromeOptions();
        options.setBinary(installed("sendlab.chromium").toFile());
        // It opens our own files only, and as root it has no sandbox.
        options.addArguments(
                "--headless",
                "--no-sandbox",
                "--disable-gpu",
                "--disable-dev-shm-usage",
                "--disable-background-networking",
                "--disable-component-update",
                "--user-data-dir=" + profile());
        options.setCapability(ChromeOptions.LOGGING_PREFS, logs);
        ChromeDriver chromium = new ChromeDriver(
                new ChromeDriverService.Builder()
                        .usingDriverExecutable(driver.toFile())
                        .build(),
                options);
        chromium.manage().timeouts().pageLoadTimeout(Duration.ofSeconds(20)).scriptTimeout(Duration.ofSeconds(20));
        return new Chromium(chromium);
    }

    void open(Path page, int width, int height) {
        driver.executeCdpCommand(
                "Emulation.setDeviceMetricsOverride",
                Map.of("width", width, "height", height, "deviceScaleFactor", 1, "mobile", false));
        requests();
        complaints();
        driver.get(page.toUri().toString());
    }

    /** @param scheme {@code light} or {@code dark} */
    void prefer(String scheme) {
        driver.executeCdpCommand(
                "Emulation.setEmulatedMedia",
                Map.of("features", List.of(Map.of("name", "prefers-color-scheme", "value", scheme))));
    }

    Object run(String script, Object... arguments) {
        return driver.executeScript(script, arguments);
    }

    /** Since they were last asked for. */
    Set<String> requests() {
        Set<String> urls = new LinkedHashSet<>();
        for (LogEntry entry : driver.manage().logs().get(LogType.PERFORMANCE)) {
            Map<?, ?> message = child(new Json().toType(entry.getMessage(), Json.MAP_TYPE), "message");
            if ("Network.requestWillBeSent".equals(message.get("method"))) {
                urls.add(child(child(message, "params"), "request").get("url").toString());
            }
        }
        return urls;
    }

    /** What the console has said since it was last asked. */
    List<String> complaints() {
        return driver.manage().logs().get(LogType.BROWSER).getAll().stream()
                .map(LogEntry::getMessage)
                .toList();
    }

    /** The page from its top, as wide as the window, and not without end. */
    void screenshot(Path file) {
        Map<?, ?> size = (Map<?, ?>) run("return {width: innerWidth, height: document.documentElement.scrollHeight}");
        Map<String, Object> clip = Map.of(
                "x", 0,
                "y", 0,
                "width", size.get("width"),
                "height", Math.min(TALLEST, ((Number) size.get("height")).intValue()),
                "scale", 1);
        Map<String, Object> taken = driver.executeCdpCommand(
                "Page.captureScreenshot", Map.of("format", "png", "captureBeyondViewport", true, "clip", clip));
        try {
            Files.createDirectories(file.getParent());
            Files.write(file, Base64.getDecoder().decode(taken.get("data").toString()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        driver.quit();
    }

    private static Map<?, ?> child(Map<?, ?> parent, String name) {
        return (Map<?, ?>) parent.get(name);
    }

    private static Path installed(String property) {
        Path program = Path.of(System.getProperty(property));
        if (!Files.isExecutable(program)) {
            throw new IllegalStateException("there is no " + program + ": install Debian's packages chromium and"
                    + " chromium-driver, or name yours by -Dsendlab.chromium and -Dsendlab.chromedriver");
        }
        return program;
    }

    private static Path profile() {
        try {
            Path profiles = Path.of(System.getProperty("sendlab.profiles"));
            return Files.createTempDirectory(Files.createDirectories(profiles), "chromium");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
