package dev.sendlab.broker.proxy;

import java.io.DataInputStream;
import java.io.IOException;
import java.net.Socket;
import java.net.SocketException;

/** A client without Kafka's patience: it sends frames and takes answers, and sees how its connection ends. */
final class RawClient implements AutoCloseable {

    private final Socket socket;
    private final DataInputStream in;

    RawClient(FrameProxy proxy) throws IOException {
        socket = new Socket(FrameProxy.LOOPBACK, proxy.port());
        socket.setTcpNoDelay(true);
        socket.setSoTimeout(5_000);
        in = new DataInputStream(socket.getInputStream());
    }

    RawClient send(int correlationId) throws IOException {
        return send(RequestFrames.apiVersions("raw", correlationId));
    }

    RawClient send(Frame frame) throws IOException {
        return send(frame.bytes());
    }

    RawClient send(byte[] bytes) throws IOException {
        socket.getOutputStream().write(bytes);
        return this;
    }

    /** The correlation id of the next answer. */
    int answer() throws IOException {
        return Frame.read(in).payload().getInt();
    }

    boolean hasAnswer() throws IOException {
        return in.available() > 0;
    }

    /** Waits for the end: "closed" (FIN), "reset" (RST), or "answered" if there comes an answer instead. */
    String end() throws IOException {
        try {
            return in.read() < 0 ? "closed" : "answered";
        } catch (SocketException e) {
            return "reset";
        }
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
