package dev.sendlab.docs.journey;

import java.util.Locale;

/** A column of the figure: whoever is at work. */
enum Lane {
    CALLER("caller", "your thread", 48, 114),
    IO("I/O thread", "the producer's own", 164, 144),
    BROKER("broker", "as its proxy sees it", 310, 130);

    final String title;
    final String subtitle;
    final int x;
    final int width;

    Lane(String title, String subtitle, int x, int width) {
        this.title = title;
        this.subtitle = subtitle;
        this.x = x;
        this.width = width;
    }

    static Lane of(String thread) {
        return switch (thread) {
            case "caller" -> CALLER;
            case "wire" -> BROKER;
            default -> IO;
        };
    }

    int middle() {
        return x + width / 2;
    }

    String css() {
        return name().toLowerCase(Locale.ROOT);
    }
}
