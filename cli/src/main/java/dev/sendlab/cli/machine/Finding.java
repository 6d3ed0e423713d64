package dev.sendlab.cli.machine;

/**
 * One line about this machine.
 *
 * @param level whether something is to be done
 * @param subject what it is about
 * @param text what is there, and if it is not, what to do
 */
public record Finding(Level level, String subject, String text) {

    public enum Level {
        OK,
        /** Nothing works without it. */
        MISSING,
        /** Something works only with it. */
        NOTE
    }

    static Finding ok(String subject, String text) {
        return new Finding(Level.OK, subject, text);
    }

    static Finding missing(String subject, String text) {
        return new Finding(Level.MISSING, subject, text);
    }

    static Finding note(String subject, String text) {
        return new Finding(Level.NOTE, subject, text);
    }
}
