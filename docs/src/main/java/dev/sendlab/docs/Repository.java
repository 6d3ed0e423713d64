package dev.sendlab.docs;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.w3c.dom.Document;
import org.w3c.dom.NodeList;
import org.xml.sax.SAXException;

/**
 * What is where: the pages, and the rooms that the root POM lists.
 *
 * @param root the directory of the root POM
 */
public record Repository(Path root) {

    /** The one that the working directory is in. */
    public static Repository find() {
        Path here = Path.of("").toAbsolutePath();
        return Stream.iterate(here, place -> place != null, Path::getParent)
                .filter(place -> Files.exists(place.resolve("docs/pom.xml")))
                .findFirst()
                .map(Repository::new)
                .orElseThrow(() -> new IllegalStateException("no docs/pom.xml in " + here + " or above it"));
    }

    /** All Markdown pages: at the root, in each directory directly below it, and wherever they are below docs. */
    public List<Page> pages() {
        List<Path> files = new ArrayList<>(markdown(root));
        for (Path directory : directories(root)) {
            boolean isDocs = directory.getFileName().toString().equals("docs");
            files.addAll(isDocs ? markdownBelow(directory) : markdown(directory));
        }
        return files.stream().map(file -> Page.read(root, file)).toList();
    }

    /** The rooms in the order of the root POM, for example {@code sync-send} and {@code broker/node}. */
    public List<String> rooms() {
        try {
            Document pom = DocumentBuilderFactory.newInstance()
                    .newDocumentBuilder()
                    .parse(root.resolve("pom.xml").toFile());
            NodeList modules = pom.getElementsByTagName("module");
            List<String> rooms = new ArrayList<>();
            for (int i = 0; i < modules.getLength(); i++) {
                rooms.add(modules.item(i).getTextContent().strip());
            }
            return rooms;
        } catch (IOException | SAXException | ParserConfigurationException e) {
            throw new IllegalStateException("the root POM cannot be read", e);
        }
    }

    private static List<Path> markdownBelow(Path directory) {
        List<Path> files = new ArrayList<>(markdown(directory));
        directories(directory).forEach(child -> files.addAll(markdownBelow(child)));
        return files;
    }

    private static List<Path> directories(Path parent) {
        return children(parent).stream()
                .filter(child -> Files.isDirectory(child) && !isHiddenOrBuilt(child))
                .toList();
    }

    private static boolean isHiddenOrBuilt(Path directory) {
        String name = directory.getFileName().toString();
        return name.startsWith(".") || name.equals("target");
    }

    private static List<Path> markdown(Path directory) {
        return children(directory).stream()
                .filter(file -> file.toString().endsWith(".md"))
                .toList();
    }

    private static List<Path> children(Path directory) {
        try (Stream<Path> children = Files.list(directory)) {
            return children.sorted().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
