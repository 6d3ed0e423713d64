package dev.sendlab.docs.site;

import dev.sendlab.docs.Anchors;
import dev.sendlab.docs.CodeBlock;
import dev.sendlab.docs.Page;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.commonmark.ext.gfm.tables.TableBlock;
import org.commonmark.node.FencedCodeBlock;
import org.commonmark.node.Heading;
import org.commonmark.node.HtmlBlock;
import org.commonmark.node.HtmlInline;
import org.commonmark.node.Image;
import org.commonmark.node.Link;
import org.commonmark.node.Node;
import org.commonmark.node.Text;
import org.commonmark.renderer.NodeRenderer;
import org.commonmark.renderer.html.HtmlNodeRendererContext;
import org.commonmark.renderer.html.HtmlWriter;

/** Where a page of the site is more than its Markdown: anchors, links, and boxes in which what is wide scrolls. */
final class PageNodes implements NodeRenderer {

    private final Page page;
    private final SiteLinks links;
    private final ClaimLinks claims;
    private final HtmlNodeRendererContext context;
    private final HtmlWriter html;
    private final Map<Heading, String> anchors;

    PageNodes(Page page, SiteLinks links, ClaimLinks claims, HtmlNodeRendererContext context) {
        this.page = page;
        this.links = links;
        this.claims = claims;
        this.context = context;
        html = context.getWriter();
        anchors = Anchors.byHeading(page);
    }

    @Override
    public Set<Class<? extends Node>> getNodeTypes() {
        return Set.of(
                Heading.class,
                Text.class,
                Link.class,
                Image.class,
                TableBlock.class,
                FencedCodeBlock.class,
                HtmlBlock.class,
                HtmlInline.class);
    }

    @Override
    public void render(Node node) {
        if (node instanceof Heading heading) {
            heading(heading);
        } else if (node instanceof Text text) {
            text(text);
        } else if (node instanceof Link link) {
            element("a", Map.of("href", links.href(page, link, link.getDestination())), link);
        } else if (node instanceof Image image) {
            image(image);
        } else if (node instanceof TableBlock table) {
            html.tag("div", Map.of("class", "box"));
            element("table", Map.of(), table);
            html.tag("/div");
        } else if (node instanceof FencedCodeBlock block) {
            code(block);
        } else if (!isComment(node)) {
            throw new IllegalStateException(page.place(node) + ": HTML, which the site does not show");
        }
    }

    private void heading(Heading heading) {
        String anchor = anchors.get(heading);
        html.line();
        html.tag("h" + heading.getLevel(), Map.of("id", anchor));
        children(heading);
        if (heading.getLevel() > 1) {
            Map<String, String> attributes = new LinkedHashMap<>();
            attributes.put("class", "here");
            attributes.put("href", "#" + anchor);
            attributes.put("aria-label", "Link to this heading");
            html.tag("a", attributes);
            html.tag("/a");
        }
        html.tag("/h" + heading.getLevel());
        html.line();
    }

    private void text(Text text) {
        for (Node above = text.getParent(); above != null; above = above.getParent()) {
            if (above instanceof Link || above instanceof Heading) {
                html.text(text.getLiteral());
                return;
            }
        }
        claims.write(text.getLiteral(), page, html);
    }

    private void image(Image image) {
        Map<String, String> attributes = new LinkedHashMap<>();
        attributes.put("src", links.href(page, image, image.getDestination()));
        attributes.put("alt", Anchors.text(image));
        Figure.leastWidth(page.file().resolveSibling(image.getDestination()))
                .ifPresent(width -> attributes.put("style", "min-width: " + width + "px"));
        html.tag("span", Map.of("class", "box figure"));
        html.tag("img", attributes, true);
        html.tag("/span");
    }

    private void code(FencedCodeBlock node) {
        CodeBlock block = new CodeBlock(page, node);
        html.tag("figure", Map.of("class", "code"));
        block.snippet().ifPresent(this::caption);
        html.tag("pre", Map.of("class", "box"));
        html.tag("code", Map.of("class", "language-" + block.language()));
        html.text(node.getLiteral());
        html.tag("/code");
        html.tag("/pre");
        html.tag("/figure");
    }

    /** @param snippet a file from the root of the repository, and perhaps the tag of a region in it */
    private void caption(String snippet) {
        String[] fileAndTag = snippet.split("#", 2);
        String line = fileAndTag.length == 1
                ? ""
                : SiteLinks.line(page.root().resolve(fileAndTag[0]), "tag::" + fileAndTag[1] + "[]");
        html.tag("figcaption");
        html.tag("a", Map.of("href", links.href(page, fileAndTag[0]) + line));
        html.text(fileAndTag[0].substring(fileAndTag[0].lastIndexOf('/') + 1));
        html.tag("/a");
        html.tag("/figcaption");
    }

    private void element(String name, Map<String, String> attributes, Node node) {
        html.tag(name, attributes);
        children(node);
        html.tag("/" + name);
    }

    private void children(Node node) {
        for (Node child = node.getFirstChild(); child != null; child = child.getNext()) {
            context.render(child);
        }
    }

    private static boolean isComment(Node node) {
        String literal = node instanceof HtmlBlock block ? block.getLiteral() : ((HtmlInline) node).getLiteral();
        return literal.strip().startsWith("<!--");
    }
}
