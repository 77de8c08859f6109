# Sourced by setup.sh: the system libraries and programs, what is missing of them, and apt-get.

# group, what to look for (a library, a program, a plugin below /usr/lib, or a file), and the Debian and Ubuntu package with it.
system_table='
offscreen lib:libglib-2.0.so.0 libglib2.0-0
offscreen lib:libxkbcommon.so.0 libxkbcommon0
offscreen lib:libEGL.so.1 libegl1
offscreen lib:libGL.so.1 libgl1
offscreen lib:libfontconfig.so.1 libfontconfig1
offscreen lib:libdbus-1.so.3 libdbus-1-3
x11 lib:libxkbcommon-x11.so.0 libxkbcommon-x11-0
x11 lib:libxcb-cursor.so.0 libxcb-cursor0
x11 lib:libxcb-icccm.so.4 libxcb-icccm4
x11 lib:libxcb-image.so.0 libxcb-image0
x11 lib:libxcb-keysyms.so.1 libxcb-keysyms1
x11 lib:libxcb-render-util.so.0 libxcb-render-util0
x11 lib:libxcb-shape.so.0 libxcb-shape0
x11 lib:libxcb-xkb.so.1 libxcb-xkb1
x11 lib:libxcb-util.so.1 libxcb-util1
wayland lib:libwayland-client.so.0 libwayland-client0
wayland lib:libwayland-cursor.so.0 libwayland-cursor0
wayland lib:libwayland-egl.so.1 libwayland-egl1
bus program:dbus-daemon dbus
voice program:espeak-ng espeak-ng
desktop program:Xvfb xvfb
desktop program:openbox openbox
desktop program:xfce4-panel xfce4-panel
desktop program:xfconf-query xfconf
desktop file:/usr/share/dbus-1/services/org.xfce.xfce4-notifyd.Notifications.service xfce4-notifyd
desktop program:xdotool xdotool
desktop program:syncthing syncthing
desktop file:/usr/share/dbus-1/services/org.a11y.Bus.service at-spi2-core
desktop file:/usr/share/icons/hicolor/index.theme hicolor-icon-theme
desktop file:/usr/share/icons/Adwaita/index.theme adwaita-icon-theme
desktop program:espeak-ng espeak-ng
desktop program:speech-dispatcher speech-dispatcher
desktop file:/usr/lib/speech-dispatcher-modules/sd_espeak-ng speech-dispatcher-espeak-ng
desktop program:pulseaudio pulseaudio
desktop program:parec pulseaudio-utils
desktop program:pipewire pipewire
desktop program:pw-dump pipewire-bin
desktop program:pipewire-pulse pipewire-pulse
desktop program:wireplumber wireplumber
desktop program:gst-launch-1.0 gstreamer1.0-tools
desktop plugin:libgstpipewire.so gstreamer1.0-pipewire
desktop plugin:libgstvideotestsrc.so gstreamer1.0-plugins-base
desktop program:gsettings libglib2.0-bin
desktop file:/usr/share/glib-2.0/schemas/org.gnome.desktop.notifications.gschema.xml gsettings-desktop-schemas
desktop file:/usr/share/dbus-1/services/ca.desrt.dconf.service dconf-service
desktop plugin:libdconfsettings.so dconf-gsettings-backend
desktop program:dunst dunst
desktop program:trayer trayer
desktop program:waybar waybar
desktop program:sway sway
desktop program:Xwayland xwayland
desktop lib:libwayland-client.so.0 libwayland-client0
desktop lib:libwayland-cursor.so.0 libwayland-cursor0
desktop lib:libwayland-egl.so.1 libwayland-egl1
desktop program:grim grim
desktop program:wtype wtype
desktop program:kwin_wayland kwin-wayland
desktop program:mutter mutter
desktop file:/usr/lib/python3/dist-packages/dbusmock/__init__.py python3-dbusmock
desktop program:zsh zsh
desktop program:fish fish
desktop program:groff groff-base
desktop program:systemd-analyze systemd
'

is_there() {
    case $1 in
        program:*) command -v "${1#program:}" >/dev/null 2>&1 ;;
        file:*) [ -e "${1#file:}" ] ;;
        plugin:*) [ -n "$(find /usr/lib -name "${1#plugin:}" -print -quit 2>/dev/null)" ] ;;
        lib:*) case "$known_libraries" in *"${1#lib:} ("*) ;; *) return 1 ;; esac ;;
    esac
}

# missing_of GROUPS: the packages (or, with "things", the libraries and programs) these groups lack.
missing_of() {
    echo "$system_table" | while read -r group thing package; do
        case " $1 " in *" $group "*) ;; *) continue ;; esac
        [ -z "$group" ] || is_there "$thing" || if [ "${2:-}" = things ]; then echo "${thing#*:}"; else echo "$package"; fi
    done | tr '\n' ' '
}

read_known_libraries() {
    known_libraries=$(PATH=$PATH:/usr/sbin:/sbin ldconfig -p 2>/dev/null || true)
}

apt_install() {
    say "installing system packages: $*"
    export DEBIAN_FRONTEND=noninteractive NEEDRESTART_SUSPEND=1
    apt-get update -qq </dev/null || say "apt-get update failed; trying with the package lists there are"
    # shellcheck disable=SC2086  # a list of words
    apt-get install -y -qq --no-install-recommends -o Dpkg::Use-Pty=0 "$@" </dev/null >/dev/null ||
        say "apt-get could not install them (its message is above)"
}

# What is amiss without the packages that are not there.
who_lacks() {
    if [ "$(missing_of "$groups")" = "$(missing_of voice)" ]; then
        echo "sessions have no voice, only tones, until these are installed"
    else
        echo "windows cannot open until these are installed"
    fi
}

# Installs what is missing, or says what is. Goes on without what the target can do without.
bring_system_packages() {
    [ "$(uname -s)" = Linux ] || return 0
    read_known_libraries
    # Without ldconfig we cannot tell what is there, and guessing would only be noise.
    [ -n "$known_libraries" ] || return 0
    wanted="$(venv_package) $(missing_of "$groups")"
    [ -n "$(echo "$wanted" | tr -d ' ')" ] || return 0

    if ! command -v apt-get >/dev/null 2>&1; then
        say "not found here; $(who_lacks): $(missing_of "$groups" things)"
        return 0
    fi
    # shellcheck disable=SC2086
    [ "$(id -u)" -ne 0 ] || apt_install $wanted
    read_known_libraries

    left="$(venv_package) $(missing_of "$groups")"
    left=$(echo "$left" | xargs)
    [ -n "$left" ] || return 0
    command="apt-get update && sudo apt-get install --no-install-recommends $left"
    if [ -n "$(venv_package)$(missing_of "$must")" ]; then
        give_up "system packages are missing. Install them, then start this again:  sudo $command"
    fi
    say "$(who_lacks):  sudo $command"
}
