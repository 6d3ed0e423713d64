package dev.sendlab.docs;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.commonmark.node.AbstractVisitor;
import org.commonmark.node.Image;
import org.commonmark.node.Link;
import org.commonmark.node.Node;

/** Links inside the repository: the file must exist, and the heading in it. Links to the outside are not followed. */
public final class Links {

    private Links() {}

    /** One line for each link that leads nowhere. */
    public static List<String> problems(Page page) {
        List<String> problems = new ArrayList<>();
        page.document().accept(new AbstractVisitor() {
            @Override
            public void visit(Link link) {
                check(link, link.getDestination());
                visitChildren(link);
            }

            @Override
            public void visit(Image image) {
                check(image, image.getDestination());
            }

            private void check(Node node, String destination) {
                String problem = problem(page, destination);
                if (problem != null) {
                    problems.add(page.place(node) + ": the link " + destination + " " + problem);
                }
            }
        });
        return problems;
    }

    private static String problem(Page page, String destination) {
        if (destination.matches("[A-Za-z][A-Za-z0-9+.-]*:.*")) {
            return null;
        }
        String[] parts = destination.split("#", 2);
        Path target = parts[0].isEmpty()
                ? page.file()
                : page.file().resolveSibling(decoded(parts[0])).normalize();
        if (!target.startsWith(page.root())) {
            return "leaves the repository";
        }
        if (!Files.exists(target)) {
            return "leads to no file";
        }
        boolean toHeading = parts.length == 2 && target.toString().endsWith(".md");
        if (toHeading && !Anchors.of(Page.read(page.root(), target)).contains(parts[1])) {
            return "leads to no heading";
        }
        return null;
    }

    private static String decoded(String path) {
        return URLDecoder.decode(path.replace("+", "%2B"), StandardCharsets.UTF_8);
    }
}
