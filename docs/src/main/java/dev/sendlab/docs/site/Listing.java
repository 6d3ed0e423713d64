package dev.sendlab.docs.site;

import java.util.List;
import java.util.Map;
import org.commonmark.renderer.html.HtmlWriter;

/** A source as a page of the site. Each line has a number, and the anchor {@code L12}. */
final class Listing {

    private static final Map<String, String> LANGUAGES = Map.of(
            "java", "java",
            "sh", "sh",
            "properties", "properties",
            "json", "json",
            "xml", "xml",
            "yml", "yaml",
            "py", "python");

    private Listing() {}

    static String html(String file, List<String> lines) {
        StringBuilder page = new StringBuilder();
        HtmlWriter html = new HtmlWriter(page);
        html.tag("h1", Map.of("class", "file"));
        html.text(file.substring(file.lastIndexOf('/') + 1));
        html.tag("/h1");
        html.tag("p", Map.of("class", "path"));
        html.text(file);
        html.tag("/p");
        html.tag("div", Map.of("class", "box listing"));
        html.tag("pre", Map.of("class", "numbers"));
        for (int number = 1; number <= lines.size(); number++) {
            html.raw("<a id=\"L" + number + "\" href=\"#L" + number + "\">" + number + "</a>\n");
        }
        html.tag("/pre");
        html.tag("pre");
        html.tag("code", Map.of("class", "language-" + language(file, lines)));
        lines.forEach(line -> html.text(line + "\n"));
        html.tag("/code");
        html.tag("/pre");
        html.tag("/div");
        return page.toString();
    }

    static String language(String file, List<String> lines) {
        if (!lines.isEmpty() && lines.get(0).matches("#!.*sh")) {
            return "sh";
        }
        return LANGUAGES.getOrDefault(file.substring(file.lastIndexOf('.') + 1), "text");
    }
}
