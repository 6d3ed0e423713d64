package dev.sendlab.docs;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.commonmark.node.AbstractVisitor;
import org.commonmark.node.FencedCodeBlock;
import org.commonmark.node.SourceSpan;

/** A fenced block of a page. */
public record CodeBlock(Page page, FencedCodeBlock node) {

    static List<CodeBlock> of(Page page) {
        List<CodeBlock> blocks = new ArrayList<>();
        page.document().accept(new AbstractVisitor() {
            @Override
            public void visit(FencedCodeBlock node) {
                blocks.add(new CodeBlock(page, node));
            }
        });
        return blocks;
    }

    /** The source that it is a copy of, as the marker directly above names it, if there is one. */
    public Optional<String> snippet() {
        return Marker.of(node.getPrevious())
                .filter(marker -> marker.kind() == Marker.Kind.SNIPPET)
                .map(Marker::argument);
    }

    /** The first word after the fence; empty if there is none. */
    public String language() {
        return node.getInfo().strip().split("\\s+", 2)[0].toLowerCase(Locale.ROOT);
    }

    boolean isJava() {
        return language().equals("java");
    }

    boolean isClosed() {
        return node.getClosingFenceLength() != null;
    }

    List<String> code() {
        return node.getLiteral().lines().toList();
    }

    /** The line of the opening fence, counted from 0. */
    int openingLine() {
        return Page.lineOf(node);
    }

    /** The line of the closing fence, counted from 0. Blank lines between have no span of their own. */
    int closingLine() {
        List<SourceSpan> spans = node.getSourceSpans();
        return spans.get(spans.size() - 1).getLineIndex();
    }

    String place() {
        return page.place(node);
    }
}
