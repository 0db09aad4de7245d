package io.eventbatcher.hubspot.http;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketAddress;
import java.util.function.Supplier;
import javax.net.SocketFactory;

/** A socket without a network: swallows the request, and gives a prepared answer. OkHttp's own code reads the answer. */
final class CannedSocket extends Socket {
    private final InputStream answer;
    private boolean open;

    private CannedSocket(byte[] answer) {
        this.answer = new ByteArrayInputStream(answer);
    }

    /** @param answers gives the answer for the next connection */
    static SocketFactory factory(Supplier<byte[]> answers) {
        return new SocketFactory() {
            @Override
            public Socket createSocket() {
                return new CannedSocket(answers.get());
            }

            @Override
            public Socket createSocket(String host, int port) {
                return createSocket();
            }

            @Override
            public Socket createSocket(String host, int port, InetAddress localHost, int localPort) {
                return createSocket();
            }

            @Override
            public Socket createSocket(InetAddress host, int port) {
                return createSocket();
            }

            @Override
            public Socket createSocket(InetAddress address, int port, InetAddress localAddress, int localPort) {
                return createSocket();
            }
        };
    }

    @Override
    public void connect(SocketAddress endpoint, int timeout) {
        open = true;
    }

    @Override
    public InputStream getInputStream() {
        return answer;
    }

    @Override
    public OutputStream getOutputStream() {
        return OutputStream.nullOutputStream();
    }

    @Override
    public void setSoTimeout(int timeout) {}

    @Override
    public int getSoTimeout() {
        return 0;
    }

    @Override
    public boolean isConnected() {
        return open;
    }

    @Override
    public boolean isClosed() {
        return !open;
    }

    @Override
    public boolean isInputShutdown() {
        return !open;
    }

    @Override
    public boolean isOutputShutdown() {
        return !open;
    }

    @Override
    public SocketAddress getRemoteSocketAddress() {
        return InetSocketAddress.createUnresolved("localhost", 1);
    }

    @Override
    public synchronized void close() {
        open = false;
    }
}
