package io.sluice.files;

import com.jcraft.jsch.JSch;
import com.jcraft.jsch.JSchException;
import com.jcraft.jsch.Session;
import io.sluice.catalog.FileStore.Sftp;
import io.sluice.message.ProblemException;

/** Who we are to an SFTP server, and whom we take it for: a key or a password, and the one host key that is pinned. */
final class SftpLogin {

    private SftpLogin() {}

    /** Not connected yet. */
    static Session session(Sftp sftp) throws JSchException {
        JSch jsch = new JSch();
        jsch.setHostKeyRepository(PinnedHostKey.of(sftp.hostKey()));
        if (sftp.privateKey().isPresent()) {
            try {
                jsch.addIdentity(
                        sftp.account(), SecretText.read(sftp.privateKey().get()), null, null);
            } catch (JSchException e) {
                throw new ProblemException(
                        FilesProblem.SECRET_MISSING, sftp.privateKey().get().toString());
            }
        }
        Session session = jsch.getSession(sftp.account(), sftp.host(), sftp.port());
        sftp.password().ifPresent(ref -> session.setPassword(new String(SecretText.read(ref)).strip()));
        session.setConfig("StrictHostKeyChecking", "yes");
        session.setConfig("PreferredAuthentications", sftp.privateKey().isPresent() ? "publickey" : "password");
        return session;
    }
}
