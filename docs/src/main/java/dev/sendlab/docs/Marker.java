package dev.sendlab.docs;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.commonmark.node.HtmlBlock;
import org.commonmark.node.Node;

/**
 * A comment in a page that says where the block or the table directly below it comes from: {@code <!-- help: run -->}.
 *
 * @param argument what stands behind the colon; empty without one
 */
public record Marker(Kind kind, String argument) {

    /** What a marker can ask for; its word is the name in lower case. */
    public enum Kind {
        /** A copy of a region of a source, or of a whole file. */
        SNIPPET,
        /** What a command says to {@code --help}. */
        HELP,
        /** A table of settings of a producer, by their names. */
        DEFAULTS,
        /** A command that is run, with the block of its output below. */
        RUN;

        boolean isAboveTable() {
            return this == DEFAULTS;
        }

        String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    private static final Pattern FORM = Pattern.compile("<!-- (snippet|help|defaults|run)(?:: (\\S.*))? -->");

    static Optional<Marker> of(Node node) {
        if (!(node instanceof HtmlBlock html)) {
            return Optional.empty();
        }
        Matcher form = FORM.matcher(html.getLiteral().strip());
        return form.matches()
                ? Optional.of(new Marker(
                        Kind.valueOf(form.group(1).toUpperCase(Locale.ROOT)),
                        Optional.ofNullable(form.group(2)).orElse("")))
                : Optional.empty();
    }

    /** As a problem names it. */
    @Override
    public String toString() {
        if (kind == Kind.SNIPPET) {
            return argument;
        }
        return argument.isEmpty() ? kind.word() : kind.word() + ": " + argument;
    }
}
