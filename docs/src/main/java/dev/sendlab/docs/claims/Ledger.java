package dev.sendlab.docs.claims;

import dev.sendlab.docs.Page;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.commonmark.node.AbstractVisitor;
import org.commonmark.node.BulletList;
import org.commonmark.node.Heading;
import org.commonmark.node.Link;
import org.commonmark.node.Node;
import org.commonmark.node.Paragraph;
import org.commonmark.node.SourceSpan;
import org.commonmark.node.StrongEmphasis;
import org.commonmark.node.Text;

/**
 * Reads {@code docs/claims.md}. A claim is a heading of the third level that is its id, one paragraph that is the claim,
 * and a list of what is known about it: {@code **Texts:**}, {@code **Proof:**}, {@code **Control:**}, {@code **Source:**}.
 */
final class Ledger {

    private static final Set<String> LABELS = Set.of("Texts", "Proof", "Control", "Source");
    private static final Set<String> VERDICTS = Set.of("right", "imprecise", "outdated", "wrong");

    private Ledger() {}

    /** @throws IllegalArgumentException if an entry is not of this form; the message names the page and the line */
    static List<Claim> read(Page page) {
        List<Claim> claims = new ArrayList<>();
        for (Node node = page.document().getFirstChild(); node != null; node = node.getNext()) {
            if (node instanceof Heading heading && heading.getLevel() == 3) {
                claims.add(claim(page, heading));
            }
        }
        return claims;
    }

    private static Claim claim(Page page, Heading heading) {
        String id = text(page, heading).replaceFirst("^#+ *", "");
        String place = page.place(heading);
        if (!id.matches("C\\d{2,3}")) {
            throw wrong(place, "the heading of a claim is its id, such as C26, not '" + id + "'");
        }
        if (!(heading.getNext() instanceof Paragraph sentence) || !(sentence.getNext() instanceof BulletList list)) {
            throw wrong(place, id + " needs one paragraph, and below it a list");
        }
        Map<String, Node> items = new HashMap<>();
        for (Node item = list.getFirstChild(); item != null; item = item.getNext()) {
            Node label = item.getFirstChild().getFirstChild();
            String name = label instanceof StrongEmphasis strong && strong.getFirstChild() instanceof Text text
                    ? text.getLiteral().replaceFirst(":$", "")
                    : "";
            if (!LABELS.contains(name) || items.put(name, item) != null) {
                throw wrong(page.place(item), id + ": each item begins with one of " + LABELS + ", each once");
            }
        }
        String verdict = items.containsKey("Texts") ? firstWord(page, items.get("Texts")) : null;
        if (verdict != null && !VERDICTS.contains(verdict)) {
            throw wrong(place, id + ": the texts are one of " + VERDICTS + ", not '" + verdict + "'");
        }
        return new Claim(
                id,
                text(page, sentence),
                verdict,
                references(page, items.get("Proof")),
                references(page, items.get("Control")),
                items.containsKey("Source") ? withoutLabel(text(page, items.get("Source"))) : "",
                place);
    }

    private static List<Claim.Reference> references(Page page, Node item) {
        List<Claim.Reference> references = new ArrayList<>();
        if (item != null) {
            item.accept(new AbstractVisitor() {
                @Override
                public void visit(Link link) {
                    if (!(link.getFirstChild() instanceof Text name)) {
                        throw wrong(page.place(link), "a link to a test has the test's name");
                    }
                    try {
                        String file = link.getDestination();
                        references.add(new Claim.Reference(TestName.linked(name.getLiteral(), file), file));
                    } catch (IllegalArgumentException e) {
                        throw wrong(page.place(link), e.getMessage());
                    }
                }
            });
        }
        return references;
    }

    private static String firstWord(Page page, Node item) {
        return withoutLabel(text(page, item)).split("[^a-z]", 2)[0];
    }

    private static String withoutLabel(String item) {
        return item.replaceFirst("^[*-] \\*\\*\\w+:\\*\\* *", "");
    }

    /** As it stands in the file, on one line. */
    private static String text(Page page, Node node) {
        List<String> lines = new ArrayList<>();
        for (SourceSpan span : node.getSourceSpans()) {
            String line = page.lines().get(span.getLineIndex());
            lines.add(line.substring(span.getColumnIndex(), span.getColumnIndex() + span.getLength())
                    .strip());
        }
        return String.join(" ", lines);
    }

    private static IllegalArgumentException wrong(String place, String what) {
        return new IllegalArgumentException(place + ": " + what);
    }
}
