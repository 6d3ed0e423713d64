package dev.sendlab.docs.site;

import dev.sendlab.docs.Anchors;
import dev.sendlab.docs.Page;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.commonmark.node.Heading;
import org.commonmark.renderer.html.HtmlWriter;

/** An id such as C26 in the text of a page leads to the claim, and says it when it is pointed at. */
final class ClaimLinks {

    private static final String LEDGER = "docs/claims.md";
    private static final Pattern ID = Pattern.compile("\\bC\\d{2,3}\\b");

    private final Map<String, String> sentences = new LinkedHashMap<>();

    ClaimLinks(Collection<Page> pages) {
        for (Page page : pages) {
            if (page.name().equals(LEDGER)) {
                for (Heading heading : Anchors.byHeading(page).keySet()) {
                    String id = Anchors.text(heading);
                    if (ID.matcher(id).matches() && heading.getNext() != null) {
                        sentences.put(id, Anchors.text(heading.getNext()));
                    }
                }
            }
        }
    }

    /** Writes the text of a page; an id that is no claim stays text. */
    void write(String text, Page page, HtmlWriter html) {
        String ledger = SitePath.relative(SitePath.of(page.name()), SitePath.of(LEDGER));
        int written = 0;
        Matcher id = ID.matcher(text);
        while (id.find()) {
            String sentence = sentences.get(id.group());
            if (sentence != null) {
                html.text(text.substring(written, id.start()));
                Map<String, String> attributes = new LinkedHashMap<>();
                attributes.put("class", "claim");
                attributes.put("href", ledger + "#" + id.group().toLowerCase(Locale.ROOT));
                attributes.put("title", sentence);
                html.tag("a", attributes);
                html.text(id.group());
                html.tag("/a");
                written = id.end();
            }
        }
        html.text(text.substring(written));
    }
}
