package dev.sendlab.docs;

import java.util.List;

/** Whether a build was asked for every test: only then does it mean something that one is missing. */
public final class WholeBuild {

    private static final List<String> PARTIAL = List.of("test", "it.test", "skipTests", "skipITs", "maven.test.skip");

    private WholeBuild() {}

    /** To be asked inside Maven, whose command line these are from. */
    public static boolean isAskedFor() {
        return PARTIAL.stream().noneMatch(System.getProperties()::containsKey);
    }
}
