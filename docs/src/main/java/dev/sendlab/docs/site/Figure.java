package dev.sendlab.docs.site;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** How small an image may become before its letters cannot be read: then it scrolls in its box instead. */
final class Figure {

    private static final double LEAST_SCALE = 0.7;
    private static final Pattern VIEW_BOX = Pattern.compile("viewBox=\"\\S+ \\S+ ([0-9.]+) [0-9.]+\"");

    private Figure() {}

    /** In pixels, if the file is an SVG that says how wide it is. */
    static OptionalLong leastWidth(Path file) {
        if (!file.toString().endsWith(".svg")) {
            return OptionalLong.empty();
        }
        try {
            Matcher viewBox = VIEW_BOX.matcher(Files.readString(file));
            return viewBox.find()
                    ? OptionalLong.of(Math.round(Double.parseDouble(viewBox.group(1)) * LEAST_SCALE))
                    : OptionalLong.empty();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
