package dev.sendlab.broker.image;

/** The image could not be made; the message says why, and what to do about it. */
public final class ImageException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    ImageException(String message) {
        super(message);
    }

    ImageException(String message, Throwable cause) {
        super(message, cause);
    }
}
