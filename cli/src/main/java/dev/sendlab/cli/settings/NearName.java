package dev.sendlab.cli.settings;

import java.util.Collection;
import java.util.Comparator;
import java.util.Optional;
import org.apache.commons.text.similarity.LevenshteinDistance;

/** The name that somebody may have meant. */
public final class NearName {

    private NearName() {}

    /** @return the nearest of the known names, if few letters differ for its length */
    public static Optional<String> of(String name, Collection<String> known) {
        LevenshteinDistance distance = new LevenshteinDistance(Math.max(2, name.length() / 5));
        record Near(String name, int letters) {}
        return known.stream()
                .map(candidate -> new Near(candidate, distance.apply(name, candidate)))
                .filter(near -> near.letters() >= 0)
                .min(Comparator.comparingInt(Near::letters).thenComparing(Near::name))
                .map(Near::name);
    }
}
