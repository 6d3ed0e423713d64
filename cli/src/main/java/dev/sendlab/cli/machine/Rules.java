package dev.sendlab.cli.machine;

import java.util.Arrays;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What is enough. Facts come in, lines come out. */
final class Rules {

    private static final long GB = 1_000_000_000;
    private static final int[] OLDEST_MAVEN = {3, 6, 3};
    private static final Pattern MAVEN = Pattern.compile("Apache Maven (\\d+)\\.(\\d+)\\.(\\d+)[\\w.-]*");

    private Rules() {}

    static Finding jdk(int feature, String version, boolean hasCompiler) {
        if (feature < 17) {
            return Finding.missing(
                    "JDK", version + " is too old: install a JDK 17 or newer, and point JAVA_HOME to it");
        }
        return hasCompiler
                ? Finding.ok("JDK", version + ", with javac")
                : Finding.missing("JDK", version + " has no javac: install the JDK, not only the runtime");
    }

    /** @param said what {@code mvn -v} wrote; nothing if there is no mvn, or it did not end in time */
    static Finding maven(Optional<String> said) {
        if (said.isEmpty()) {
            return Finding.missing("Maven", "mvn does not answer: install Maven 3.6.3 or newer");
        }
        Matcher version = MAVEN.matcher(said.get());
        if (!version.find()) {
            return Finding.missing("Maven", "'mvn -v' names no version: install Maven 3.6.3 or newer");
        }
        int[] found = {number(version, 1), number(version, 2), number(version, 3)};
        return Arrays.compare(found, OLDEST_MAVEN) >= 0
                ? Finding.ok("Maven", version.group().substring("Apache Maven ".length()))
                : Finding.missing("Maven", version.group() + " is too old: install 3.6.3 or newer");
    }

    static Finding memory(long available) {
        String gigabytes = gigabytes(available) + " available";
        if (available < GB) {
            return Finding.missing("memory", gigabytes + ": a broker and its test need 1 GB, so close something");
        }
        return available < 3 * GB
                ? Finding.note("memory", gigabytes + ": enough for a grade; for 'mvn verify' have 3 GB")
                : Finding.ok("memory", gigabytes);
    }

    static Finding disk(long usable) {
        String gigabytes = gigabytes(usable) + " free";
        return usable < 2 * GB
                ? Finding.missing("disk", gigabytes + ": a build and its brokers need 2 GB, so make room")
                : Finding.ok("disk", gigabytes);
    }

    static Finding ports(boolean canBind, boolean is9092Free) {
        if (!canBind) {
            return Finding.missing("ports", "none can be bound on 127.0.0.1: a firewall or a sandbox forbids it");
        }
        return is9092Free
                ? Finding.ok("ports", "can be bound on 127.0.0.1, and 9092 is free")
                : Finding.note("ports", "9092 is taken: './sendlab broker' takes another one, and says which");
    }

    /**
     * @param engine the version of the engine; nothing if none answers
     * @param image the Kafka image that it has; nothing if it has none
     */
    static Finding engine(Optional<String> engine, Optional<String> image) {
        if (engine.isEmpty()) {
            return Finding.note("containers", "no engine answers: brokers are child JVMs, which is enough");
        }
        return image.map(name -> Finding.ok("containers", "engine " + engine.get() + " has " + name))
                .orElse(Finding.note(
                        "containers",
                        "engine " + engine.get() + " has no Kafka image: './sendlab prepare --image' makes one"));
    }

    static Finding offline(boolean prepared) {
        return prepared
                ? Finding.ok("offline", "prepared: 'mvn -o verify' needs no network")
                : Finding.note("offline", "not prepared: run './sendlab prepare' while there is a network");
    }

    private static int number(Matcher version, int group) {
        return Integer.parseInt(version.group(group));
    }

    private static String gigabytes(long bytes) {
        return bytes / GB + "." + bytes % GB / (GB / 10) + " GB";
    }
}
