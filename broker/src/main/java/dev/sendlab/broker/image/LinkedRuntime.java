package dev.sendlab.broker.image;

import dev.sendlab.broker.image.ExternalCommand.Ended;
import java.io.IOException;
import java.lang.module.ModuleFinder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A Java runtime with what a broker needs and nothing else, linked from the JDK that runs us. */
final class LinkedRuntime {

    /** java.desktop has the java.beans that log4j wants; its native libraries are never loaded. */
    private static final List<String> MODULES = List.of(
            "java.desktop",
            "java.logging",
            "java.management",
            "java.naming",
            "java.scripting",
            "java.security.jgss",
            "java.security.sasl",
            "java.sql",
            "jdk.crypto.ec",
            "jdk.management",
            "jdk.net",
            "jdk.unsupported",
            "jdk.zipfs");

    private static final Duration DEADLINE = Duration.ofMinutes(2);

    private LinkedRuntime() {}

    /**
     * @param directory must not exist
     * @throws ImageException if this Java has no jlink, or its jlink has nothing to link from
     */
    static void link(Path directory) throws IOException {
        Path home = Path.of(System.getProperty("java.home"));
        Path jlink = home.resolve("bin").resolve("jlink");
        if (!Files.isExecutable(jlink)) {
            throw new ImageException("no jlink in " + home + ": set JAVA_HOME to a whole JDK from 17 on"
                    + " (on Debian: apt-get install openjdk-17-jdk-headless)");
        }
        List<String> words = new ArrayList<>(List.of(jlink.toString(), "--add-modules", modules()));
        words.addAll(List.of("--strip-java-debug-attributes", "--no-header-files", "--no-man-pages"));
        words.addAll(List.of("--output", directory.toString()));
        Ended linked = ExternalCommand.run(DEADLINE, words);
        if (!linked.well()) {
            throw new ImageException("jlink of " + home + " failed (" + linked.tail(2)
                    + "): set JAVA_HOME to another JDK, one with a jmods directory");
        }
    }

    /** The programs and libraries by which it depends on the machine. */
    static List<Path> natives(Path runtime) throws IOException {
        List<Path> natives = new ArrayList<>(List.of(runtime.resolve("bin/java")));
        try (Stream<Path> libraries = Files.list(runtime.resolve("lib"))) {
            libraries
                    .filter(file -> file.getFileName().toString().matches("lib(java|jli|net|nio|zip)\\.so"))
                    .forEach(natives::add);
        }
        natives.add(runtime.resolve("lib/server/libjvm.so"));
        return natives;
    }

    private static String modules() {
        return MODULES.stream()
                .filter(module -> ModuleFinder.ofSystem().find(module).isPresent())
                .collect(Collectors.joining(","));
    }
}
