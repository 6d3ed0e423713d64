package dev.sendlab.cli.run;

/** A line that cannot become a record. It counts as failed, and the rest goes on. */
final class UnusableLine extends Exception {

    private static final long serialVersionUID = 1L;

    private final String kind;

    /** @param kind under which such lines are counted together */
    UnusableLine(String kind, String message) {
        // Without a stack trace: there may be millions of them, and the line says where it is.
        super(message, null, false, false);
        this.kind = kind;
    }

    String kind() {
        return kind;
    }
}
