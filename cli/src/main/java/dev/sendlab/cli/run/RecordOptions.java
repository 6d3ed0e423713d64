package dev.sendlab.cli.run;

import dev.sendlab.cli.ExitCode;
import dev.sendlab.cli.Refused;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Optional;
import java.util.OptionalLong;
import picocli.CommandLine.Option;

/** What is sent, and how fast. */
final class RecordOptions {

    private static final int LONGEST_LINE = 16 << 20;
    private static final long DEFAULT_RECORDS = 1_000;
    private static final int DEFAULT_BYTES = 100;

    @Option(
            names = "--input",
            paramLabel = "FILE",
            description =
                    "One record per line, as it is, without its end (LF or CR LF); - for standard input. A line of"
                            + " more than 16 MiB fails. Without it, records are generated.")
    private String input;

    @Option(
            names = "--num-records",
            paramLabel = "N",
            description = "How many records (default: 1000); with --input, how many lines at most.")
    private Long numRecords;

    @Option(
            names = "--record-size",
            paramLabel = "BYTES",
            description = "Of each generated value, up to 16 MiB (default: 100).")
    private Integer recordSize;

    @Option(
            names = "--seed",
            paramLabel = "N",
            description = "Of generated records (default: a random one, which is printed).")
    private Long seed;

    @Option(
            names = "--key-field",
            paramLabel = "NAME",
            description = "The key is this field of each line, which must be a JSON object: a string, or a number.")
    private String keyField;

    @Option(
            names = "--throughput",
            paramLabel = "R",
            description = "Records per second to hand out, at even distances (default: -1, as fast as it goes).")
    private double throughput = -1;

    /** @return what is wrong, for the user */
    Optional<String> check() {
        if (numRecords != null && numRecords < 1) {
            return Optional.of("--num-records must be at least 1, not " + numRecords);
        }
        if (recordSize != null && (recordSize < 1 || recordSize > LONGEST_LINE)) {
            return Optional.of("--record-size must be from 1 to " + LONGEST_LINE + ", not " + recordSize);
        }
        if (throughput != -1 && !(throughput > 0)) {
            return Optional.of("--throughput must be more than 0, or -1, not " + throughput);
        }
        if (input != null && (recordSize != null || seed != null)) {
            return Optional.of("--record-size and --seed are for generated records: leave them out, or --input");
        }
        if (input == null && keyField != null) {
            return Optional.of("--key-field needs --input: generated records are no JSON");
        }
        return Optional.empty();
    }

    /** @return null if records are generated */
    StoppableInput open() throws Refused {
        if (input == null) {
            return null;
        }
        if (input.equals("-")) {
            return StoppableInput.standard();
        }
        Path file = Path.of(input);
        try {
            if (Files.isDirectory(file)) {
                throw new IOException("it is a directory");
            }
            return StoppableInput.of(file);
        } catch (IOException e) {
            throw new Refused(ExitCode.USAGE, "cannot read " + input + ": name a readable file");
        }
    }

    /** @param lines from {@link #open()} */
    Payloads payloads(StoppableInput lines) {
        if (lines == null) {
            return new GeneratedPayloads(
                    seed().orElseThrow(),
                    recordSize == null ? DEFAULT_BYTES : recordSize,
                    numRecords == null ? DEFAULT_RECORDS : numRecords);
        }
        return new InputPayloads(
                new LineReader(lines, LONGEST_LINE),
                keyField == null ? null : new KeyField(keyField),
                numRecords == null ? Long.MAX_VALUE : numRecords);
    }

    Pace pace() {
        return new Pace(Math.max(0, throughput));
    }

    /** Drawn when it is first asked for, if none was given; empty with input. */
    OptionalLong seed() {
        if (input != null) {
            return OptionalLong.empty();
        }
        if (seed == null) {
            seed = (long) new SecureRandom().nextInt(Integer.MAX_VALUE);
        }
        return OptionalLong.of(seed);
    }
}
