package dev.sendlab.docs.browser;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The inspection can fail: each of its eyes sees what it is there for. */
class InspectionTest {

    private static final String SOUND = """
            <!doctype html>
            <meta charset="utf-8">
            <title>A page</title>
            <link rel="icon" href="data:,">
            <style>
              :root { color-scheme: light dark; background: #ffffff; color: #111111; }
              a { color: #003366; }
              @media (prefers-color-scheme: dark) { :root { background: #111111; color: #eeeeee; } a { color: #aaccff; } }
            </style>
            <nav id="pages"><a href="page.html">A page</a></nav>
            <h1>A page</h1>
            <pre><code data-highlighted="yes" class="language-java"><span class="hljs-keyword">class</span></code></pre>
            """;

    private static Chromium chromium;

    @TempDir
    private Path folder;

    @BeforeAll
    static void start() {
        chromium = Chromium.start();
    }

    @AfterAll
    static void end() {
        if (chromium != null) {
            chromium.close();
        }
    }

    @Test
    void aSoundPageHasNoProblem() throws IOException {
        write(SOUND);

        assertThat(new Inspection(chromium, folder).problems(folder.resolve("page.html"), 360))
                .isEmpty();
    }

    @Test
    void aPageThatScrollsSidewaysIsAProblem() throws IOException {
        goesRed(SOUND + "<div style='width: 361px'>wide</div>", "light: the page scrolls sideways by 9 pixels: DIV.");
    }

    @Test
    void aPageWithoutATitleIsAProblem() throws IOException {
        goesRed(SOUND.replace("<title>A page", "<title>"), "light: no title");
        goesRed(SOUND.replace("h1>", "h2>"), "light: no title");
    }

    @Test
    void aPageWithoutNavigationIsAProblem() throws IOException {
        goesRed(SOUND.replace("id=\"pages\"", ""), "light: no navigation");
        goesRed(SOUND.replace("id=\"pages\"", "id=\"pages\" hidden"), "light: nothing opens the navigation");
    }

    @Test
    void codeThatIsNotHighlightedIsAProblem() throws IOException {
        goesRed(SOUND.replace("data-highlighted=\"yes\"", ""), "light: code is not highlighted: class");
        goesRed(SOUND.replace("hljs-keyword", ""), "light: code is not highlighted: class");
    }

    @Test
    void lettersThatAreHardToReadAreAProblemInTheirScheme() throws IOException {
        goesRed(
                SOUND.replace("#003366", "#999999"),
                "light: contrast 2.85, rgb(153, 153, 153) on rgb(255, 255, 255): A page");
        goesRed(SOUND.replace("#aaccff", "#555555"), "dark: contrast 2.53, rgb(85, 85, 85) on rgb(17, 17, 17): A page");
    }

    @Test
    void aPageWithoutADarkSchemeIsAProblem() throws IOException {
        goesRed(SOUND.replaceFirst("@media.*\n", ""), "dark: the background is not dark");
    }

    @Test
    void whatTheConsoleSaysIsAProblem() throws IOException {
        goesRed(SOUND + "<script>console.error('broken')</script>", "broken");
    }

    @Test
    void anImageThatIsNotThereIsAProblem() throws IOException {
        goesRed(SOUND + "<img src='none.png' alt=''>", "light: an image that is not shown: none.png");
    }

    @Test
    void aRequestThatLeavesTheFolderIsAProblem() throws IOException {
        goesRed(SOUND + "<img src='http://127.0.0.1:9/a.png' alt=''>", "asks for http://127.0.0.1:9/a.png");
        goesRed(SOUND + "<img src='../outside.png' alt=''>", "outside.png");
    }

    private void goesRed(String page, String problem) throws IOException {
        write(page);

        assertThat(new Inspection(chromium, folder).problems(folder.resolve("page.html"), 360))
                .anySatisfy(found -> assertThat(found).contains(problem));
    }

    private void write(String page) throws IOException {
        Files.writeString(folder.resolve("page.html"), page);
    }
}
