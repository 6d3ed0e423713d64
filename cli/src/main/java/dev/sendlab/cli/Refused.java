package dev.sendlab.cli;

/** Why a command does not begin: one line for the user, and the exit code. */
public final class Refused extends Exception {

    private static final long serialVersionUID = 1L;

    private final int exitCode;

    public Refused(int exitCode, String message) {
        super(message);
        this.exitCode = exitCode;
    }

    public int exitCode() {
        return exitCode;
    }
}
