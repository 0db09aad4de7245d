package io.eventbatcher.sandbox.simulator;

import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.StandardSocketOptions;
import java.nio.channels.SocketChannel;
import org.eclipse.jetty.ee10.servlet.ServletContextRequest;
import org.eclipse.jetty.io.EndPoint;
import org.eclipse.jetty.io.SelectableChannelEndPoint;

/** Breaks the connection below a request. */
final class Connections {
    private Connections() {}

    /** Closes with RST instead of FIN: linger 0 throws unsent bytes away. */
    static void reset(HttpServletRequest request) {
        EndPoint endPoint = ServletContextRequest.getServletContextRequest(request)
                .getConnectionMetaData()
                .getConnection()
                .getEndPoint();
        try {
            SocketChannel channel = (SocketChannel) ((SelectableChannelEndPoint) endPoint).getChannel();
            channel.setOption(StandardSocketOptions.SO_LINGER, 0);
            channel.close();
            endPoint.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
