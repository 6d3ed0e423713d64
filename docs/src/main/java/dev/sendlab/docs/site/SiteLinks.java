package dev.sendlab.docs.site;

import dev.sendlab.docs.Anchors;
import dev.sendlab.docs.Page;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.commonmark.node.Link;
import org.commonmark.node.Node;

/** Turns links between files of the repository into links between files of the site. */
final class SiteLinks {

    private final Path root;
    private final Set<String> pages;
    private final Set<String> files = new TreeSet<>();
    private final Set<String> directories = new TreeSet<>();

    /** @param pages the names of all pages */
    SiteLinks(Path root, Set<String> pages) {
        this.root = root;
        this.pages = pages;
    }

    /** What was linked to and is no page, and what is in directories that were: the site must have it too. */
    Set<String> files() {
        return files;
    }

    /** What was linked to and has no page of its own: the site lists what is in it. */
    Set<String> directories() {
        return directories;
    }

    /**
     * @param node a link or an image, for the place where it stands
     * @throws IllegalStateException if the site cannot have what it leads to
     */
    String href(Page page, Node node, String destination) {
        if (destination.startsWith("#") || destination.matches("[A-Za-z][A-Za-z0-9+.-]*:.*")) {
            return destination;
        }
        String[] parts = destination.split("#", 2);
        Path target = page.file()
                .resolveSibling(URLDecoder.decode(parts[0].replace("+", "%2B"), StandardCharsets.UTF_8))
                .normalize();
        if (Files.isDirectory(target) && !Files.exists(target.resolve("README.md"))) {
            String directory = name(target);
            directories.add(directory);
            files.addAll(DirectoryPage.files(root, directory));
            return SitePath.relative(SitePath.of(page.name()), DirectoryPage.of(directory));
        }
        target = Files.isDirectory(target) ? target.resolve("README.md") : target;
        String name = name(target);
        if (name.endsWith(".md") ? !pages.contains(name) : !Files.isRegularFile(target)) {
            throw new IllegalStateException(page.place(node) + ": the link " + destination + " leads to " + name
                    + ", which is not in the site");
        }
        String fragment = parts.length == 2 ? "#" + parts[1] : node instanceof Link ? method(target, node) : "";
        return href(page, name) + fragment;
    }

    /** @param name of a page or another file, from the root of the repository */
    String href(Page page, String name) {
        if (!name.endsWith(".md")) {
            files.add(name);
        }
        return SitePath.relative(SitePath.of(page.name()), SitePath.of(name));
    }

    private String name(Path file) {
        return root.relativize(file).toString().replace('\\', '/');
    }

    /** The text of a link to a test names the method; in a listing every line has an anchor. */
    private static String method(Path source, Node link) {
        String[] name = Anchors.text(link).split("\\.");
        return source.toString().endsWith(".java") ? line(source, "void " + name[name.length - 1] + "(") : "";
    }

    /** The anchor of the first line that has this text; empty if none has. */
    static String line(Path source, String text) {
        try {
            List<String> lines = Files.readAllLines(source);
            for (int i = 0; i < lines.size(); i++) {
                if (lines.get(i).contains(text)) {
                    return "#L" + (i + 1);
                }
            }
            return "";
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
