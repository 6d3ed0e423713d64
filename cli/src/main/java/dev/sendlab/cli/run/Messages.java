package dev.sendlab.cli.run;

import java.io.PrintWriter;

/** What goes to stderr: lines that stay and, on a terminal, one that is redrawn below them. */
final class Messages {

    private static final int WIDTH = 100;

    private final PrintWriter err;
    private final boolean isQuiet;
    private final boolean redraws;
    private boolean isDrawn;

    Messages(PrintWriter err, boolean isQuiet, boolean redraws) {
        this.err = err;
        this.isQuiet = isQuiet;
        this.redraws = redraws;
    }

    boolean isQuiet() {
        return isQuiet;
    }

    boolean redraws() {
        return redraws;
    }

    /** Nothing with --quiet. */
    void say(String line) {
        if (!isQuiet) {
            error(line);
        }
    }

    /** Also with --quiet. */
    synchronized void error(String line) {
        wipe();
        err.println("sendlab: " + line);
        err.flush();
    }

    /** Where the run is: replaced by the next one on a terminal, a line like any other elsewhere. */
    synchronized void progress(String state) {
        if (isQuiet) {
            return;
        }
        if (!redraws) {
            err.println("sendlab: " + state);
        } else {
            String line = state.length() < WIDTH ? state : state.substring(0, WIDTH - 1);
            err.print("\r" + line + " ".repeat(WIDTH - 1 - line.length()));
            isDrawn = true;
        }
        err.flush();
    }

    /** Before stdout is written to, which may be the same terminal. */
    synchronized void wipe() {
        if (isDrawn) {
            err.print("\r" + " ".repeat(WIDTH - 1) + "\r");
            err.flush();
            isDrawn = false;
        }
    }
}
