package dev.sendlab.docs.site;

import java.nio.file.FileSystems;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Which pages there are, in the order in which one reads them. */
final class Navigation {

    /** The one place where the order is written down. */
    static final List<Section> SECTIONS = List.of(
            new Section("Start", "README.md", "docs/README.md", "docs/choosing-a-pattern.md"),
            new Section(
                    "The patterns",
                    "docs/fire-and-forget.md",
                    "docs/sync-send.md",
                    "docs/send-then-drain.md",
                    "docs/async-callback.md",
                    "docs/bounded-in-flight.md",
                    "docs/dead-letters.md",
                    "docs/send-future.md",
                    "docs/transactions.md",
                    "docs/consume-transform-produce.md",
                    "docs/consume-then-commit.md"),
            new Section(
                    "Under the surface",
                    "docs/journey.md",
                    "docs/configuration.md",
                    "docs/explained.md",
                    "docs/acknowledgements.md"),
            new Section(
                    "When it goes wrong",
                    "docs/what-now.md",
                    "docs/after-a-timeout.md",
                    "docs/outbox.md",
                    "docs/shutting-down.md",
                    "docs/alerts.md",
                    "docs/frameworks.md",
                    "docs/errors.md",
                    "docs/myths.md"),
            new Section("Proof", "docs/claims.md", ClaimReportPage.NAME),
            new Section("Workshop", "docs/workshop/README.md", "docs/workshop/**.md"),
            new Section("Words", "docs/glossary.md"),
            new Section("The rooms", "{,broker/}*/README.md"));

    private static final String UNLISTED = "More";

    private final List<Section> sections;

    private Navigation(List<Section> sections) {
        this.sections = sections;
    }

    /**
     * @param entries names of pages from the root of the repository, or globs such as {@code docs/workshop/**.md}
     */
    record Section(String title, List<String> entries) {

        Section(String title, String... entries) {
            this(title, List.of(entries));
        }
    }

    /**
     * @param sections whose entries may be globs
     * @param pages all names that there are; those that no section has come last
     * @throws IllegalStateException if an entry matches no page
     */
    static Navigation of(List<Section> sections, Collection<String> pages) {
        Set<String> left = new LinkedHashSet<>(pages);
        List<Section> found = new ArrayList<>();
        for (Section section : sections) {
            List<String> here = new ArrayList<>();
            for (String entry : section.entries()) {
                PathMatcher glob = FileSystems.getDefault().getPathMatcher("glob:" + entry);
                if (pages.stream().noneMatch(page -> glob.matches(Path.of(page)))) {
                    throw new IllegalStateException("the navigation has " + entry + ", and there is no such page");
                }
                left.stream().filter(page -> glob.matches(Path.of(page))).forEach(here::add);
                left.removeAll(here);
            }
            found.add(new Section(section.title(), here));
        }
        if (!left.isEmpty()) {
            found.add(new Section(UNLISTED, List.copyOf(left)));
        }
        return new Navigation(found);
    }

    /** No entry is a glob any more. */
    List<Section> sections() {
        return sections;
    }

    /** The page that comes so many places after this one; null if there is none, or this one is not a page. */
    String after(String page, int places) {
        List<String> all =
                sections.stream().flatMap(section -> section.entries().stream()).toList();
        int place = all.indexOf(page) + places;
        return all.contains(page) && place >= 0 && place < all.size() ? all.get(place) : null;
    }
}
