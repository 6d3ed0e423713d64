package dev.sendlab.docs.site;

import dev.sendlab.docs.site.Navigation.Section;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Consumer;
import org.commonmark.renderer.html.HtmlWriter;

/** What is around the text of every page: its title, the navigation, what is on it, and what comes before and after. */
final class Frame {

    private final String template = template();
    private final Navigation navigation;
    private final Map<String, String> titles;

    /** @param titles of all pages, by their names in the repository */
    Frame(Navigation navigation, Map<String, String> titles) {
        this.navigation = navigation;
        this.titles = titles;
    }

    /**
     * @param name of the page or of the source, from the root of the repository
     * @param onThisPage headings by their anchors
     * @param body what was escaped already, so that no placeholder can be in it
     */
    String around(String name, String title, Map<String, String> onThisPage, String body) {
        String path = SitePath.of(name);
        return template.replace("<!-- title -->", written(html -> html.text(title)))
                .replace("<!-- root -->", "../".repeat(path.split("/").length - 1))
                .replace("<!-- navigation -->", written(html -> sections(path, name, html)))
                .replace("<!-- on this page -->", written(html -> contents(onThisPage, html)))
                .replace("<!-- before and after -->", written(html -> beforeAndAfter(path, name, html)))
                .replace("<!-- body -->", body);
    }

    private void sections(String path, String current, HtmlWriter html) {
        for (Section section : navigation.sections()) {
            html.tag("h2");
            html.text(section.title());
            html.tag("/h2");
            html.tag("ul");
            for (String page : section.entries()) {
                html.tag("li");
                link(path, page, page.equals(current) ? Map.of("aria-current", "page") : Map.of(), html);
                html.tag("/li");
            }
            html.tag("/ul");
            html.line();
        }
    }

    private static void contents(Map<String, String> headings, HtmlWriter html) {
        if (headings.size() > 1) {
            html.raw("<details class=\"contents\"><summary>On this page</summary><ul>");
            headings.forEach((anchor, heading) -> {
                html.tag("li");
                html.tag("a", Map.of("href", "#" + anchor));
                html.text(heading);
                html.tag("/a");
                html.tag("/li");
            });
            html.raw("</ul></details>");
        }
    }

    private void beforeAndAfter(String path, String current, HtmlWriter html) {
        String before = navigation.after(current, -1);
        String after = navigation.after(current, 1);
        if (before != null) {
            link(path, before, Map.of("rel", "prev"), html);
        }
        if (after != null) {
            link(path, after, Map.of("rel", "next"), html);
        }
    }

    private void link(String from, String page, Map<String, String> more, HtmlWriter html) {
        Map<String, String> attributes = new LinkedHashMap<>(more);
        attributes.put("href", SitePath.relative(from, SitePath.of(page)));
        html.tag("a", attributes);
        html.text(titles.get(page));
        html.tag("/a");
    }

    private static String written(Consumer<HtmlWriter> text) {
        StringBuilder html = new StringBuilder();
        text.accept(new HtmlWriter(html));
        return html.toString();
    }

    private static String template() {
        try (var page = Frame.class.getResourceAsStream("page.html")) {
            return new String(page.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
