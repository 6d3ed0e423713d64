package dev.sendlab.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Duration;
import java.util.stream.Stream;
import picocli.CommandLine;

/**
 * {@code sendlab run} or another command, in this JVM: what it printed, and how it ended. The arguments are split at spaces.
 *
 * @param exit its exit code
 * @param out stdout
 * @param err stderr
 */
record RunHere(int exit, String out, String err, Duration took) {

    static RunHere of(String arguments, String... more) {
        return of(Stream.concat(Stream.of(("run " + arguments).split(" ")), Stream.of(more)));
    }

    /** {@code sendlab explain}. */
    static RunHere explain(String arguments) {
        return of(Stream.of(("explain " + arguments).split(" ")));
    }

    private static RunHere of(Stream<String> arguments) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        CommandLine command =
                Sendlab.commandLine().setOut(new PrintWriter(out, true)).setErr(new PrintWriter(err, true));
        long start = System.nanoTime();
        int exit = command.execute(arguments.toArray(String[]::new));
        return new RunHere(exit, out.toString(), err.toString(), Duration.ofNanos(System.nanoTime() - start));
    }

    /** The summary of a run with {@code --output json}. */
    JsonNode json() throws IOException {
        return new ObjectMapper().readTree(out);
    }

    /** Stdout as if no line were wrapped. */
    String words() {
        return out.replaceAll("\\s+", " ");
    }

    String lastLine() {
        return out.lines().reduce("", (first, last) -> last);
    }
}
