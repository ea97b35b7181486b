package io.sluice.files;

import com.jcraft.jsch.ChannelSftp;
import com.jcraft.jsch.JSchChangedHostKeyException;
import com.jcraft.jsch.JSchException;
import com.jcraft.jsch.Session;
import com.jcraft.jsch.SftpATTRS;
import com.jcraft.jsch.SftpException;
import io.sluice.catalog.FileStore.Sftp;
import io.sluice.message.ProblemException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * Folders of an SFTP server: OpenSSH, MINA and others of protocol version 3. The server is asked for a sign of life
 * while it is silent; one that gives none is given up, and whatever waits for it fails. One that gives signs of life
 * and no answer is given up too, by a watch over every single request.
 */
final class SftpSession implements FileSession {

    private static final int SIGNS_MISSED = 2;

    private final Session session;
    private final ChannelSftp channel;
    private final RequestWatch watch;

    private SftpSession(Session session, ChannelSftp channel, Duration timeout) {
        this.session = session;
        this.channel = channel;
        this.watch = new RequestWatch(timeout, session::disconnect);
    }

    private interface Request<T> {
        T ask() throws SftpException;
    }

    private <T> T watched(Request<T> request) throws SftpException {
        watch.begin();
        try {
            return request.ask();
        } finally {
            watch.end();
        }
    }

    static SftpSession connect(Sftp sftp) throws IOException {
        int timeout = Math.toIntExact(sftp.timeout().toMillis());
        Session session = null;
        try {
            session = SftpLogin.session(sftp);
            session.setTimeout(timeout);
            session.setServerAliveInterval(Math.max(1, timeout / SIGNS_MISSED));
            session.setServerAliveCountMax(1);
            session.connect(timeout);
            ChannelSftp channel = (ChannelSftp) session.openChannel("sftp");
            channel.connect(timeout);
            return new SftpSession(session, channel, sftp.timeout());
        } catch (JSchChangedHostKeyException e) {
            throw new ProblemException(FilesProblem.HOST_KEY, sftp.host() + ":" + sftp.port());
        } catch (JSchException e) {
            if (session != null) {
                session.disconnect();
            }
            // JSch has no exception of its own for it.
            if (String.valueOf(e.getMessage()).startsWith("Auth ")) {
                throw new ProblemException(FilesProblem.LOGIN_REFUSED, sftp.account() + "@" + sftp.host());
            }
            throw new IOException("no SFTP session with " + sftp.host() + ":" + sftp.port(), e);
        }
    }

    @Override
    public List<FileEntry> list(String folder) throws IOException {
        List<FileEntry> found = new ArrayList<>();
        try {
            for (ChannelSftp.LsEntry entry : watched(() -> channel.ls(folder))) {
                if (entry.getAttrs().isReg() && !entry.getFilename().startsWith(".")) {
                    found.add(entry(folder + "/" + entry.getFilename(), entry.getAttrs()));
                }
            }
        } catch (SftpException e) {
            if (e.id == ChannelSftp.SSH_FX_NO_SUCH_FILE || e.id == ChannelSftp.SSH_FX_PERMISSION_DENIED) {
                throw new ProblemException(FilesProblem.FOLDER_MISSING, folder);
            }
            throw failed("list", e);
        }
        found.sort(Comparator.comparing(FileEntry::name));
        return found;
    }

    @Override
    public boolean makeFolder(String folder) throws IOException {
        if (isFolder(folder)) {
            return false;
        }
        StringBuilder path = new StringBuilder(folder.startsWith("/") ? "/" : "");
        for (String part : folder.split("/")) {
            if (!part.isEmpty()) {
                path.append(part);
                make(path.toString());
                path.append('/');
            }
        }
        return true;
    }

    private void make(String folder) throws IOException {
        if (isFolder(folder)) {
            return;
        }
        try {
            watched(() -> {
                channel.mkdir(folder);
                return folder;
            });
        } catch (SftpException e) {
            // A lost connection has the same status as a refusal; asking once more tells them apart.
            if (!isFolder(folder)) {
                throw new ProblemException(FilesProblem.FOLDER_NOT_MADE, folder);
            }
        }
    }

    private boolean isFolder(String path) throws IOException {
        try {
            return watched(() -> channel.stat(path)).isDir();
        } catch (SftpException e) {
            if (e.id == ChannelSftp.SSH_FX_NO_SUCH_FILE || e.id == ChannelSftp.SSH_FX_PERMISSION_DENIED) {
                return false;
            }
            throw failed("stat", e);
        }
    }

    @Override
    public Optional<FileEntry> find(String path) throws IOException {
        try {
            SftpATTRS attributes = watched(() -> channel.lstat(path));
            return attributes.isReg() ? Optional.of(entry(path, attributes)) : Optional.empty();
        } catch (SftpException e) {
            if (e.id == ChannelSftp.SSH_FX_NO_SUCH_FILE) {
                return Optional.empty();
            }
            throw failed("stat", e);
        }
    }

    private static FileEntry entry(String path, SftpATTRS attributes) {
        Instant modified = Instant.ofEpochSecond(Integer.toUnsignedLong(attributes.getMTime()));
        return new FileEntry(path.substring(path.lastIndexOf('/') + 1), path, attributes.getSize(), modified);
    }

    @Override
    public InputStream read(String path) throws IOException {
        try {
            return WatchedStreams.of(watched(() -> channel.get(path)), watch);
        } catch (SftpException e) {
            throw failed("read", e);
        }
    }

    @Override
    public OutputStream write(String path) throws IOException {
        try {
            return WatchedStreams.of(
                    watched(() -> channel.put(path, WatchedStreams.going(watch), ChannelSftp.OVERWRITE)), watch);
        } catch (SftpException e) {
            throw failed("write", e);
        }
    }

    @Override
    public void move(String from, String to) throws IOException {
        if (find(to).isPresent()) { // OpenSSH's own rename replaces what is there
            throw new IOException("rename: there is one of that name");
        }
        try {
            watched(() -> {
                channel.rename(from, to);
                return to;
            });
        } catch (SftpException e) {
            throw failed("rename", e);
        }
    }

    @Override
    public void delete(String path) throws IOException {
        try {
            watched(() -> {
                channel.rm(path);
                return path;
            });
        } catch (SftpException e) {
            if (e.id != ChannelSftp.SSH_FX_NO_SUCH_FILE) {
                throw failed("delete", e);
            }
        }
    }

    /** Without the server's text, in which it may repeat names. */
    private static IOException failed(String what, SftpException e) {
        return new IOException("SFTP " + what + " failed with status " + e.id);
    }

    @Override
    public void close() {
        watch.close();
        session.disconnect();
    }
}
