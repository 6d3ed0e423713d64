package dev.sendlab.docs.site;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sendlab.docs.Repository;
import dev.sendlab.docs.TinyRepository;
import dev.sendlab.docs.site.Navigation.Section;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SiteTest {

    private static final List<Section> SECTIONS = List.of(
            new Section("Start", List.of("README.md", "docs/sync-send.md")),
            new Section("Proof", List.of("docs/claims.md", ClaimReportPage.NAME)));

    @TempDir
    private Path root;

    private TinyRepository files;

    @BeforeEach
    void pages() {
        files = new TinyRepository(root)
                .file("README.md", "# sendlab\n\nSee [traps](docs/sync-send.md#traps).\n")
                .file("docs/sync-send.md", "# Sync send\n\n## Traps\n\n## Traps\n")
                .file("docs/claims.md", "# The claims\n\n### C26\n\nWhat `failed` may\nbe in the log.\n")
                .file("docs/target/claims.html", "<body><h1>The claims</h1><table><td>C26</td></table></body>")
                .file("room/A.java", "class A {\n    // tag::a[]\n    void isSent() {}\n    // end::a[]\n}\n");
    }

    @Test
    void saysWhatItHasWrittenAndWhere() {
        page("See [A](../room/A.java).");

        assertThat(write()).isEqualTo("site: 3 pages and 1 sources, in docs/target/site/index.html");
    }

    @Test
    void aLinkToAPageLeadsToItsHtml() {
        page("[a](../README.md) [b](claims.md#c26) [c](#sync-send) [d](https://kafka.apache.org/)");

        assertThat(html("docs/sync-send.html"))
                .contains(
                        "<a href=\"../index.html\">a</a>",
                        "<a href=\"claims.html#c26\">b</a>",
                        "<a href=\"#sync-send\">c</a>",
                        "<a href=\"https://kafka.apache.org/\">d</a>");
        assertThat(html("index.html"))
                .contains("<a href=\"docs/sync-send.html\">traps</a>".replace("\">", "#traps\">"));
    }

    @Test
    void aHeadingKeepsItsAnchor() {
        assertThat(html("docs/sync-send.html")).contains("<h2 id=\"traps\">Traps", "<h2 id=\"traps-1\">Traps");
    }

    @Test
    void aLinkToASourceLeadsToItsListing() {
        page("[A](../room/A.java) [A.isSent](../room/A.java) [line](../room/A.java#L5)");

        assertThat(html("docs/sync-send.html"))
                .contains(
                        "<a href=\"../room/A.java.html\">A</a>",
                        "<a href=\"../room/A.java.html#L3\">A.isSent</a>",
                        "<a href=\"../room/A.java.html#L5\">line</a>");
        assertThat(html("room/A.java.html"))
                .contains("<code class=\"language-java\">class A {\n", "<a id=\"L5\" href=\"#L5\">5</a>");
    }

    @Test
    void aSnippetNamesItsSource() {
        page("<!-- snippet: room/A.java#a -->\n```java\nvoid isSent() {}\n```");

        assertThat(html("docs/sync-send.html"))
                .contains("<a href=\"../room/A.java.html#L2\">A.java</a>")
                .doesNotContain("snippet:");
    }

    @Test
    void anImageIsCopiedAndKeepsItsLettersReadable() {
        files.file("docs/figures/a.svg", "<svg viewBox=\"0 0 500 80\"/>");
        page("![A figure](figures/a.svg)");

        assertThat(html("docs/sync-send.html"))
                .contains("<img src=\"figures/a.svg\" alt=\"A figure\" style=\"min-width: 350px\" />");
        assertThat(html("docs/figures/a.svg")).startsWith("<svg");
    }

    @Test
    void whatIsWideHasABoxOfItsOwnToScrollIn() {
        page("| a |\n|---|\n| C26 |\n\n```sh\nmvn verify\n```");

        assertThat(html("docs/sync-send.html"))
                .containsPattern("<div class=\"box\"><table>\\s*<thead>")
                .contains("<pre class=\"box\"><code class=\"language-sh\">mvn verify\n");
    }

    @Test
    void codeIsEscaped() {
        page("`a < b && c`\n\n```java\nif (a < b && c) {}\n```");
        files.file("room/A.java", "List<String> a; // & b\n");
        files.file("README.md", "# sendlab\n\n[A](room/A.java)\n");

        assertThat(html("docs/sync-send.html"))
                .contains("<code>a &lt; b &amp;&amp; c</code>", "if (a &lt; b &amp;&amp; c) {}");
        assertThat(html("room/A.java.html")).contains("List&lt;String&gt; a; // &amp; b");
    }

    @Test
    void anIdLeadsToItsClaimAndSaysIt() {
        page("It may (C26), and C99 is none. [See C26](claims.md)");

        assertThat(html("docs/sync-send.html"))
                .contains(
                        "It may (<a class=\"claim\" href=\"claims.html#c26\" title=\"What failed may be in the log.\">C26</a>)"
                                + ", and C99 is none. <a href=\"claims.html\">See C26</a>");
    }

    @Test
    void theReportOfTheClaimsIsAPageOfIt() {
        assertThat(html("docs/target/claims.html"))
                .contains(
                        "<title>The claims in this build",
                        "<h1>The claims in this build</h1>",
                        "<a class=\"claim\" href=\"../claims.html#c26\">C26</a>");
    }

    @Test
    void everyPageHasTheNavigationAndWhatComesBeforeAndAfter() {
        assertThat(html("docs/sync-send.html"))
                .contains(
                        "<a aria-current=\"page\" href=\"sync-send.html\">Sync send</a>",
                        "<a rel=\"prev\" href=\"../index.html\">sendlab</a>",
                        "<a rel=\"next\" href=\"claims.html\">The claims</a>");
    }

    @Test
    void aPageThatTheNavigationDoesNotNameComesLast() {
        files.file("room/README.md", "# A room\n");

        assertThat(html("index.html"))
                .contains("<h2>More</h2><ul><li><a href=\"room/index.html\">A room</a></li></ul>");
    }

    @Test
    void aPageOfTheNavigationThatIsMissingIsAProblem() {
        List<Section> sections = List.of(new Section("Start", List.of("README.md", "docs/journey.md")));

        assertThatThrownBy(() -> write(sections))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("the navigation has docs/journey.md, and there is no such page");
    }

    @Test
    void aLinkThatLeadsNowhereIsAProblem() {
        goesRed("[a](missing.md)", "docs/sync-send.md:3: the link missing.md leads to no file");
        goesRed("[a](claims.md#c27)", "docs/sync-send.md:3: the link claims.md#c27 leads to no heading");
        goesRed("![a](missing.svg)", "docs/sync-send.md:3: the link missing.svg leads to no file");
    }

    @Test
    void aLinkToADirectoryLeadsToItsPageOrToAListOfItsFiles() {
        files.file("other/README.md", "# Other\n").file("room/notes.md", "# Notes\n");
        page("[other](../other) [room](../room)");

        assertThat(html("docs/sync-send.html"))
                .contains("<a href=\"../other/index.html\">other</a>", "<a href=\"../room/index.html\">room</a>");
        assertThat(html("room/index.html")).contains("<ul><li><a href=\"A.java.html\">A.java</a></li></ul>");
        assertThat(html("room/A.java.html")).contains("class A {");
    }

    @Test
    void aLinkToMarkdownThatIsNoPageIsAProblem() {
        files.file("room/notes/deep.md", "# Deep\n");

        goesRed(
                "[a](../room/notes/deep.md)",
                "docs/sync-send.md:3: the link ../room/notes/deep.md leads to room/notes/deep.md, which is not in the site");
    }

    @Test
    void htmlInAPageIsAProblem() {
        goesRed("<b>bold</b>", "docs/sync-send.md:3: HTML, which the site does not show");
    }

    @Test
    void whatAnEarlierBuildHasWrittenIsGone() {
        files.file("docs/target/site/old.html", "old");
        write();

        assertThat(root.resolve("docs/target/site/old.html")).doesNotExist();
    }

    private void goesRed(String text, String problem) {
        page(text);

        assertThatThrownBy(this::write)
                .isInstanceOf(IllegalStateException.class)
                .hasMessage(problem);
    }

    private void page(String text) {
        files.file("docs/sync-send.md", "# Sync send\n\n" + text + "\n\n## Traps\n");
    }

    private String html(String name) {
        write();
        return files.text("docs/target/site/" + name);
    }

    private String write() {
        return write(SECTIONS);
    }

    private String write(List<Section> sections) {
        return Site.write(
                new Repository(root), sections, root.resolve("docs/target"), root.resolve("docs/target/site"));
    }
}
