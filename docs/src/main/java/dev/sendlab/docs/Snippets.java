package dev.sendlab.docs;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Marked blocks, tables and versions in pages are copies of what the code says: found to differ here, and written back here.
 *
 * @param sources where each kind of copy comes from
 */
public record Snippets(Map<Marker.Kind, Source> sources, Versions versions) {

    /** Works from the root of a clean clone and runs no other test. */
    public static final String MEND = "mvn -q -pl docs -am test -Dtest=SnippetsTest -Dsnippets=write"
            + " -Dsurefire.failIfNoSpecifiedTests=false";

    /** One line for each copy that is not equal to its source, or whose source does not exist. */
    public List<String> problems(Page page) {
        List<String> problems = new ArrayList<>();
        for (Copy copy : Copy.of(page)) {
            try {
                if (!source(copy).equals(copy.lines())) {
                    problems.add(copy.place() + ": differs from " + copy.marker() + "; mend it: " + MEND);
                }
            } catch (IllegalArgumentException e) {
                problems.add(copy.place() + ": " + e.getMessage());
            }
        }
        problems.addAll(versions.problems(page));
        return problems;
    }

    /**
     * Replaces each copy by its source; without one, it stays as it is and stays a problem.
     *
     * @return whether the file has changed
     */
    public boolean write(Page page) {
        List<String> lines = new ArrayList<>(page.lines());
        lines.replaceAll(versions::mended);
        List<Copy> fromTheEnd = new ArrayList<>(Copy.of(page));
        fromTheEnd.sort(Comparator.comparingInt(Copy::from).reversed());
        for (Copy copy : fromTheEnd) {
            List<String> old = lines.subList(copy.from(), copy.to());
            existing(copy).ifPresent(source -> {
                old.clear();
                old.addAll(source);
            });
        }
        return page.replace(lines);
    }

    private Optional<List<String>> existing(Copy copy) {
        try {
            return Optional.of(source(copy));
        } catch (IllegalArgumentException noSuchSource) {
            return Optional.empty();
        }
    }

    private List<String> source(Copy copy) {
        return sources.get(copy.marker().kind())
                .read(copy.page().root(), copy.marker().argument());
    }
}
