package dev.sendlab.docs.browser;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every page of the site that the last build has written, on a desk and on a phone, in both schemes. */
class SiteInChromiumTest {

    private static final int WIDE = 1280;
    private static final int NARROW = 360;
    private static final Path SITE = folder("sendlab.site");

    private static Chromium chromium;
    private static Inspection inspection;

    @BeforeAll
    static void start() {
        chromium = Chromium.start();
        inspection = new Inspection(chromium, SITE);
    }

    @AfterAll
    static void end() {
        if (chromium != null) {
            chromium.close();
        }
    }

    /** @throws IllegalStateException if there is none */
    static List<Path> pages() throws IOException {
        if (!Files.exists(SITE.resolve("index.html"))) {
            throw new IllegalStateException("there is no site in docs/target/site: mvn verify writes it");
        }
        try (Stream<Path> files = Files.walk(SITE)) {
            return files.filter(file -> file.toString().endsWith(".html"))
                    .map(SITE::relativize)
                    .sorted()
                    .toList();
        }
    }

    @Test
    void thereArePages() throws IOException {
        assertThat(pages()).contains(Path.of("index.html"), Path.of("docs/claims.html"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("pages")
    void isWellOnADesk(Path page) {
        isWell(page, WIDE);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("pages")
    void isWellOnAPhone(Path page) {
        isWell(page, NARROW);
    }

    private static void isWell(Path page, int width) {
        List<String> problems = inspection.problems(SITE.resolve(page), width);
        if (!isListing(page)) {
            for (String scheme : List.of("light", "dark")) {
                chromium.prefer(scheme);
                String name = page.toString().replace('/', '_').replaceFirst("html$", "") + width + "." + scheme;
                chromium.screenshot(folder("sendlab.screenshots").resolve(name + ".png"));
            }
        }
        assertThat(problems).isEmpty();
    }

    /** Of a source, whose name keeps its own ending: they look all the same. */
    private static boolean isListing(Path page) {
        return page.getFileName().toString().matches(".+\\.[a-z]+\\.html");
    }

    private static Path folder(String property) {
        return Path.of(System.getProperty(property)).normalize();
    }
}
