package dev.sendlab.docs;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.commonmark.node.AbstractVisitor;
import org.commonmark.node.Code;
import org.commonmark.node.Heading;
import org.commonmark.node.Node;
import org.commonmark.node.SoftLineBreak;
import org.commonmark.node.Text;

/** The names under which a page's headings can be linked to, made as GitHub makes them. */
public final class Anchors {

    private Anchors() {}

    static Set<String> of(Page page) {
        return Set.copyOf(byHeading(page).values());
    }

    /** In the order of the page. */
    public static Map<Heading, String> byHeading(Page page) {
        Map<Heading, String> anchors = new LinkedHashMap<>();
        Map<String, Integer> seen = new HashMap<>();
        page.document().accept(new AbstractVisitor() {
            @Override
            public void visit(Heading heading) {
                String anchor = anchor(text(heading));
                int before = seen.merge(anchor, 1, Integer::sum) - 1;
                anchors.put(heading, before == 0 ? anchor : anchor + "-" + before);
            }
        });
        return anchors;
    }

    private static String anchor(String heading) {
        return heading.toLowerCase(Locale.ROOT)
                .replaceAll("[^\\p{L}\\p{N}\\p{M} _-]", "")
                .replace(' ', '-');
    }

    /** Without markup, on one line. */
    public static String text(Node node) {
        StringBuilder text = new StringBuilder();
        node.accept(new AbstractVisitor() {
            @Override
            public void visit(Text part) {
                text.append(part.getLiteral());
            }

            @Override
            public void visit(Code part) {
                text.append(part.getLiteral());
            }

            @Override
            public void visit(SoftLineBreak part) {
                text.append(' ');
            }
        });
        return text.toString();
    }
}
