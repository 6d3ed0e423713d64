package dev.sendlab.asynccallback;

/** The one thread of a producer that speaks with the brokers and runs the callbacks. */
final class IoThread {

    private static final String NAME = "kafka-producer-network-thread | ";

    private IoThread() {}

    static String of(String clientId) {
        return NAME + clientId;
    }

    static boolean isAlive(String clientId) {
        return Thread.getAllStackTraces().keySet().stream()
                .anyMatch(thread -> thread.getName().equals(of(clientId)));
    }
}
