package dev.sendlab.docs.site;

import dev.sendlab.docs.Anchors;
import dev.sendlab.docs.Links;
import dev.sendlab.docs.Page;
import dev.sendlab.docs.Repository;
import dev.sendlab.docs.site.Navigation.Section;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.commonmark.node.Heading;
import org.commonmark.renderer.html.HtmlRenderer;

/** All pages, and every source that they link to, as one folder of HTML that needs no network. */
public final class Site {

    private final Repository repository;
    private final Folder folder;
    private final Map<String, Page> pages = new LinkedHashMap<>();
    private final Map<String, String> titles = new LinkedHashMap<>();
    private final SiteLinks links;
    private final ClaimLinks claims;
    private final Frame frame;

    private Site(Repository repository, List<Section> sections, Folder folder) {
        this.repository = repository;
        this.folder = folder;
        for (Page page : repository.pages()) {
            pages.put(page.name(), page);
            titles.put(page.name(), title(page));
        }
        titles.put(ClaimReportPage.NAME, ClaimReportPage.TITLE);
        links = new SiteLinks(repository.root(), pages.keySet());
        claims = new ClaimLinks(pages.values());
        frame = new Frame(Navigation.of(sections, titles.keySet()), titles);
    }

    /** @param args the root of the repository */
    public static void main(String[] args) {
        Path root = Path.of(args[0]).toAbsolutePath().normalize();
        System.out.println(write(
                new Repository(root),
                Navigation.SECTIONS,
                root.resolve("docs/target"),
                root.resolve("docs/target/site")));
    }

    /**
     * Writes it anew.
     *
     * @param reports where the build has written {@code claims.html}
     * @return what was written
     * @throws IllegalStateException if a link leads nowhere, or the navigation names a page that is not there; the
     *     message names the place
     */
    static String write(Repository repository, List<Section> sections, Path reports, Path target) {
        Folder folder = Folder.emptied(target);
        Site site = new Site(repository, sections, folder);
        site.failOnDeadLinks();
        site.pages.values().forEach(site::page);
        site.frame(ClaimReportPage.NAME, ClaimReportPage.TITLE, Map.of(), ClaimReportPage.body(reports));
        site.links.directories().forEach(site::directory);
        site.links.files().forEach(site::file);
        Folder.ASSETS.forEach(folder::asset);
        return "site: " + site.pages.size() + " pages and " + site.links.files().size() + " sources, in "
                + repository.root().relativize(target) + "/index.html";
    }

    private void failOnDeadLinks() {
        List<String> dead = pages.values().stream()
                .flatMap(page -> Links.problems(page).stream())
                .toList();
        if (!dead.isEmpty()) {
            throw new IllegalStateException(String.join("\n", dead));
        }
    }

    private void page(Page page) {
        Map<String, String> onThisPage = new LinkedHashMap<>();
        Anchors.byHeading(page).forEach((heading, anchor) -> {
            if (heading.getLevel() == 2) {
                onThisPage.put(anchor, Anchors.text(heading));
            }
        });
        String body = HtmlRenderer.builder()
                // Before the extensions: the first that knows a node renders it.
                .nodeRendererFactory(context -> new PageNodes(page, links, claims, context))
                .extensions(Page.EXTENSIONS)
                .build()
                .render(page.document());
        frame(page.name(), titles.get(page.name()), onThisPage, body);
    }

    private void directory(String name) {
        List<String> files = DirectoryPage.files(repository.root(), name);
        frame(DirectoryPage.of(name), name, Map.of(), DirectoryPage.html(name, files));
    }

    private void file(String name) {
        Path file = repository.root().resolve(name);
        if (SitePath.isCopied(name)) {
            folder.copy(name, file);
            return;
        }
        try {
            List<String> lines = Files.readAllLines(file);
            frame(name, file.getFileName().toString(), Map.of(), Listing.html(name, lines));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot be listed: " + name, e);
        }
    }

    private void frame(String name, String title, Map<String, String> onThisPage, String body) {
        folder.write(SitePath.of(name), frame.around(name, title, onThisPage, body));
    }

    private static String title(Page page) {
        for (Heading heading : Anchors.byHeading(page).keySet()) {
            if (heading.getLevel() == 1) {
                return Anchors.text(heading);
            }
        }
        throw new IllegalStateException(page.name() + " has no heading of the first level");
    }
}
