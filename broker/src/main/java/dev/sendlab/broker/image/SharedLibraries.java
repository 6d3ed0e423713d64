package dev.sendlab.broker.image;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The libraries of this machine that a program needs to run where there is nothing else. */
final class SharedLibraries {

    /** {@code libz.so.1 => /lib/libz.so.1 (0x7f...)}, or the loader itself: {@code /lib64/ld-linux-x86-64.so.2 (0x...)}. */
    private static final Pattern LINE = Pattern.compile("^(?:\\S+ => )?(/\\S+) \\(0x[0-9a-f]+\\)$");

    /** Opened by name at run time, by glibc for host names and by the codecs in Kafka's jars, and so named by no ldd. */
    private static final List<String> BY_NAME = List.of(
            "libpthread.so.0",
            "libdl.so.2",
            "librt.so.1",
            "libm.so.6",
            "libresolv.so.2",
            "libnss_dns.so.2",
            "libnss_files.so.2");

    private SharedLibraries() {}

    /**
     * @param programs files that may lie in a directory of their own; libraries from there are left out
     * @return absolute paths
     */
    static Set<Path> of(Collection<Path> programs, Path own) throws IOException {
        Set<Path> libraries = new TreeSet<>();
        for (Path program : programs) {
            List<String> lines = ExternalCommand.run(Duration.ofSeconds(20), List.of("ldd", program.toString()))
                    .lines();
            named(lines).filter(library -> !library.startsWith(own)).forEach(libraries::add);
        }
        Set<Path> beside = new TreeSet<>(libraries);
        for (Path library : beside) {
            if (library.getFileName().toString().startsWith("libc.")) {
                BY_NAME.stream()
                        .map(library::resolveSibling)
                        .filter(Files::exists)
                        .forEach(libraries::add);
            }
        }
        return libraries;
    }

    /** @param lines what ldd writes; for a static program it names nothing */
    static Stream<Path> named(List<String> lines) {
        return lines.stream()
                .map(line -> LINE.matcher(line.strip()))
                .filter(Matcher::matches)
                .map(match -> Path.of(match.group(1)).normalize());
    }
}
