package dev.sendlab.broker.junit;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** What a program prints, for tests of a pattern's {@code main}. */
public final class Printed {

    private Printed() {}

    /**
     * Runs the program on this thread. There is one stdout, so one program at a time; test classes run side by side.
     *
     * @return the lines that it wrote to stdout
     */
    public static synchronized List<String> by(Runnable program) {
        PrintStream console = System.out;
        ByteArrayOutputStream printed = new ByteArrayOutputStream();
        System.setOut(new PrintStream(printed, true, StandardCharsets.UTF_8));
        try {
            program.run();
        } finally {
            System.setOut(console);
        }
        return printed.toString(StandardCharsets.UTF_8).lines().toList();
    }
}
