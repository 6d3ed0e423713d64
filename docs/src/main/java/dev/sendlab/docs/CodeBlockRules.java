package dev.sendlab.docs;

import java.util.ArrayList;
import java.util.List;
import org.commonmark.node.AbstractVisitor;
import org.commonmark.node.Document;
import org.commonmark.node.FencedCodeBlock;
import org.commonmark.node.HtmlBlock;
import org.commonmark.node.IndentedCodeBlock;

/** Where Java may stand in a page: in docs only, below a marker. No code may hide in a block without a language. */
public final class CodeBlockRules {

    private CodeBlockRules() {}

    /** One line for each block that breaks a rule. */
    public static List<String> problems(Page page) {
        List<String> problems = new ArrayList<>();
        for (CodeBlock block : CodeBlock.of(page)) {
            String problem = problem(block);
            if (problem != null) {
                problems.add(block.place() + ": " + problem);
            }
        }
        page.document().accept(new AbstractVisitor() {
            @Override
            public void visit(IndentedCodeBlock node) {
                problems.add(page.place(node) + ": an indented code block; fence it and name its language");
            }

            @Override
            public void visit(HtmlBlock node) {
                Marker.of(node)
                        .map(Marker::kind)
                        .filter(kind -> !kind.isAboveTable() && !(node.getNext() instanceof FencedCodeBlock))
                        .ifPresent(kind -> problems.add(page.place(node) + ": a " + kind.word()
                                + " marker without a code block directly below it"));
            }
        });
        return problems;
    }

    private static String problem(CodeBlock block) {
        if (!block.isClosed()) {
            return "a code block that is not closed";
        }
        if (block.language().isEmpty()) {
            return "a code block that does not name its language";
        }
        if (!block.isJava()) {
            return null;
        }
        if (!block.page().isInDocs()) {
            return "a Java block; only pages in docs may show Java";
        }
        if (block.snippet().isEmpty()) {
            return "a Java block without <!-- snippet: path/to/File.java#tag --> directly above it";
        }
        return block.node().getParent() instanceof Document ? null : "a Java block inside a list or a quotation";
    }
}
