package dev.sendlab.docs;

import java.util.ArrayList;
import java.util.List;
import org.commonmark.node.AbstractVisitor;
import org.commonmark.node.FencedCodeBlock;
import org.commonmark.node.HtmlBlock;

/**
 * Lines of a page that are generated: the inside of a block, or a table.
 *
 * @param opening the line directly below the marker, which a problem names; counted from 0
 * @param from the first of the lines, counted from 0
 * @param to the line behind the last of them
 */
record Copy(Page page, Marker marker, int opening, int from, int to) {

    static List<Copy> of(Page page) {
        List<Copy> copies = new ArrayList<>();
        page.document().accept(new AbstractVisitor() {
            @Override
            public void visit(HtmlBlock node) {
                Marker.of(node)
                        .filter(marker -> marker.kind() != Marker.Kind.RUN)
                        .ifPresent(marker -> add(marker, node));
            }

            private void add(Marker marker, HtmlBlock node) {
                if (marker.kind().isAboveTable()) {
                    int first = Page.lineOf(node) + 1;
                    copies.add(new Copy(page, marker, first, first, endOfTable(page, first)));
                } else if (node.getNext() instanceof FencedCodeBlock fenced) {
                    CodeBlock block = new CodeBlock(page, fenced);
                    if (block.isClosed()) {
                        int opening = block.openingLine();
                        copies.add(new Copy(page, marker, opening, opening + 1, block.closingLine()));
                    }
                }
            }
        });
        return copies;
    }

    List<String> lines() {
        return page.lines().subList(from, to);
    }

    String place() {
        return page.name() + ":" + (opening + 1);
    }

    private static int endOfTable(Page page, int first) {
        int end = first;
        while (end < page.lines().size() && page.lines().get(end).startsWith("|")) {
            end++;
        }
        return end;
    }
}
