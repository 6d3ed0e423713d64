package dev.sendlab.docs.site;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sendlab.docs.Repository;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The pages of this repository as a site: whatever is linked to is in the folder. */
class WholeSiteTest {

    private static final Pattern LINK = Pattern.compile("(?:href|src)=\"([^\"]*)\"");
    private static final Pattern ID = Pattern.compile("\\bid=\"([^\"]*)\"");

    @TempDir
    private Path folder;

    @Test
    void noLinkIsDeadAndNoneButThoseOfThePagesLeavesTheFolder() throws IOException {
        Path reports = Files.createDirectory(folder.resolve("reports"));
        Files.writeString(reports.resolve("claims.html"), "<body><h1>The claims</h1></body>");
        Path root = folder.resolve("site");
        Repository repository = Repository.find();

        Site.write(repository, Navigation.SECTIONS, reports, root);

        Map<Path, String> site = pages(root);
        assertThat(site).hasSizeGreaterThan(repository.pages().size());
        assertThat(deadLinks(root, site)).isEmpty();
    }

    private static List<String> deadLinks(Path root, Map<Path, String> site) {
        Map<Path, Set<String>> anchors = new HashMap<>();
        site.forEach((file, text) -> anchors.put(file, all(ID, text)));
        List<String> dead = new ArrayList<>();
        site.forEach((file, text) -> {
            for (String link : all(LINK, text)) {
                if (!link.startsWith("https://") && !link.equals("data:,")) {
                    String[] parts = link.split("#", 2);
                    Path target = parts[0].isEmpty()
                            ? file
                            : file.resolveSibling(parts[0]).normalize();
                    boolean isThere = target.startsWith(root) && Files.isRegularFile(target);
                    if (!isThere || parts.length == 2 && !anchors.get(target).contains(parts[1])) {
                        dead.add(root.relativize(file) + ": " + link);
                    }
                }
            }
        });
        return dead;
    }

    private static Map<Path, String> pages(Path root) throws IOException {
        Map<Path, String> pages = new HashMap<>();
        try (Stream<Path> files = Files.walk(root)) {
            for (Path file :
                    files.filter(file -> file.toString().endsWith(".html")).toList()) {
                pages.put(file, Files.readString(file));
            }
        }
        return pages;
    }

    private static Set<String> all(Pattern pattern, String text) {
        Set<String> all = new HashSet<>();
        Matcher matcher = pattern.matcher(text);
        while (matcher.find()) {
            all.add(matcher.group(1));
        }
        return all;
    }
}
