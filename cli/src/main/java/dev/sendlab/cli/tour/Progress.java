package dev.sendlab.cli.tour;

import java.io.PrintStream;

/** One line that says where the tour is: redrawn on a terminal; elsewhere only what is done, line by line. */
final class Progress {

    private static final int WIDTH = 80;

    private final PrintStream out;
    private final boolean redraw;

    Progress(PrintStream out, boolean redraw) {
        this.out = out;
        this.redraw = redraw;
    }

    /** A state that the next one replaces. */
    synchronized void show(String state) {
        if (redraw) {
            String line = state.length() < WIDTH ? state : state.substring(0, WIDTH - 1);
            out.print("\r" + line + " ".repeat(WIDTH - 1 - line.length()));
            out.flush();
        }
    }

    /** A line that stays. */
    synchronized void done(String line) {
        show("");
        out.println((redraw ? "\r" : "") + line);
    }
}
