package dev.sendlab.broker;

/** The parent that {@link NothingSurvivesIT} kills: it holds a broker and does nothing until it dies. */
final class BrokerHolder {

    private BrokerHolder() {}

    /** @param args "paused" to stop the broker by SIGSTOP before the number of its process is printed */
    public static void main(String[] args) throws InterruptedException {
        PrivateBroker broker = PrivateBroker.start();
        if (args.length > 0 && args[0].equals("paused")) {
            broker.pause();
        }
        System.out.println(broker.pid() + " " + broker.directory());
        Thread.currentThread().join();
    }
}
