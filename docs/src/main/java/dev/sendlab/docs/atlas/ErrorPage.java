package dev.sendlab.docs.atlas;

import dev.sendlab.docs.Repository;
import dev.sendlab.docs.WholeBuild;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.Stream;

/** The table in {@code docs/errors.md} is what the tests of this build have seen. */
public final class ErrorPage {

    private static final String BEGIN = "<!-- errors that tests have seen -->";
    private static final String END = "<!-- end -->";
    private static final String MEND = "mvn verify -Dsendlab.errors=write";
    private static final List<String> HEAD = List.of(
            "",
            "| The error | Comes by | On the thread | Retriable | In the log? | What to do | Seen in |",
            "|---|---|---|---|---|---|---|");

    private ErrorPage() {}

    /** @param args the root of the repository, and the id of this build */
    public static void main(String[] args) {
        if (!WholeBuild.isAskedFor()) {
            return;
        }
        Repository repository = new Repository(Path.of(args[0]).toAbsolutePath().normalize());
        boolean isToWrite = "write".equals(System.getProperty("sendlab.errors"));
        System.out.println(check(repository, args[1], isToWrite));
    }

    /**
     * @return how many there are
     * @throws IllegalStateException if the page says otherwise and is not to be written; the message names the first
     *     difference and the command that mends it. Also if no test has seen any: the page must not be emptied
     */
    static String check(Repository repository, String build, boolean isToWrite) {
        TreeSet<SeenError> seen = seen(repository, build);
        if (seen.isEmpty()) {
            throw new IllegalStateException(
                    "no test of this build has written an error down: run '" + MEND + "' whole");
        }
        Path page = repository.root().resolve("docs/errors.md");
        List<String> lines = lines(page);
        int begin = lines.indexOf(BEGIN);
        int end = lines.indexOf(END);
        if (begin < 0 || end < begin) {
            throw new IllegalStateException("docs/errors.md has no region from " + BEGIN + " to " + END);
        }
        List<String> table = new ArrayList<>(HEAD);
        seen.forEach(error -> table.add(error.row()));
        table.add("");
        List<String> there = lines.subList(begin + 1, end);
        if (!there.equals(table)) {
            if (!isToWrite) {
                throw new IllegalStateException(difference(there, table, begin) + "; '" + MEND + "' writes it again");
            }
            List<String> written = new ArrayList<>(lines.subList(0, begin + 1));
            written.addAll(table);
            written.addAll(lines.subList(end, lines.size()));
            write(page, written);
        }
        return "errors: " + seen.size() + " seen by tests of this build, as docs/errors.md says";
    }

    private static TreeSet<SeenError> seen(Repository repository, String build) {
        TreeSet<SeenError> seen = new TreeSet<>();
        for (String room : repository.rooms()) {
            Path file = repository.root().resolve(room).resolve("target/error-atlas.tsv");
            if (Files.exists(file)) {
                for (String line : lines(file)) {
                    if (SeenError.buildOf(line).equals(build)) {
                        seen.add(SeenError.parse(line, room));
                    }
                }
            }
        }
        return seen;
    }

    private static String difference(List<String> there, List<String> table, int begin) {
        int at = 0;
        while (at < there.size() && at < table.size() && there.get(at).equals(table.get(at))) {
            at++;
        }
        String seen = at < table.size() ? table.get(at) : "nothing more";
        return "docs/errors.md:" + (begin + at + 2) + " is not what the tests have seen: " + seen;
    }

    private static List<String> lines(Path file) {
        try (Stream<String> lines = Files.lines(file)) {
            return lines.toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void write(Path file, List<String> lines) {
        try {
            Files.writeString(file, String.join("\n", lines) + "\n");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
