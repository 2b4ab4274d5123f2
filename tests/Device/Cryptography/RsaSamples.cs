namespace NfToken.Tests.Cryptography;

/// <summary>RSA keys that OpenSSL 3.0 made for these tests alone, and its signatures of "sample", in Base64.</summary>
internal static class RsaSamples
{
    /// <summary>RSAPrivateKey, 2048 bits, e = 65537.</summary>
    public const string Key2048 =
        "MIIEowIBAAKCAQEAru2BVctRTLbYp/wSHYbfwef+kAOaECUwIYeRkM29ephLnf2ZTVC4JzHRL/hdL0PYiIY+LgzhO1BClFZs06nSREVeiv9iR3uhEyOPYOEA"
        + "iels2zRS7fLwva+GB5Y5bvFjraZU1nVJd4GwHssYjFmkUwd7Xcbw1nE1cppvYZkApxNzoADnKHN7cspWpaA+eJk8mYAXNN+2CJYqyn+vl2vkab8LV0St0iW9"
        + "sW0AIepM/6PkXZ6FX5djkbUfaqiYLXbrQ0qkyX7BwF7SZQbc1kvNdjhvCWk4zy6tCRG2GZl+bDUHRtXxnrXZUSKmqsuVShsmLHo9TMXOLBe9q1dzs9RHYQID"
        + "AQABAoIBAARYmzyuvGt2TObsT1XJiDtb0oRI6x/W4TGpkeZD5tbuFA2h74hLQsaKRUoKmuPX5Og0M+T6ceGCqZNQfAPko5hJtA8KeCJaF/UDDoK952DNzmwa"
        + "MkvmO/kOBIOxbcYP6DngHLou9AE8pRvYQGD7EI8lq8j3RoxA5/7T14PoeIq2GW4SQgyVSoOIV10jaRyG0+3MYoZYF/YHdPJz8t9dp80CDv2IBkawMHyO0rD9"
        + "oejIqKi/m+wumt0PhUtKy+R0svguF9rDnWRP0Yeo8mjHaWARsGtvslaOsrzrjx+BTrvjqcM12lmcYSjV7q33HKtEY9K2t5Q1dtQEG413GbR+M4ECgYEA5UQA"
        + "UWUZNXwQR3m5JLuvkgNmSSglRfqfsg0uU7wvMK0GnbcgMoY8yFzt9gIq8A41IoqWaZtH5W8O19Aprp8d5LXPdj4cLFx+0j4YB7d7o9GBRk7XcXfvd5OxLwGc"
        + "LlZoWrcyfnUSWBtlgC+d7JkwINFB4QxfxMkqqeSmgDP+NIECgYEAw1NrPtSCioAkHb9DnELJQZ8YuitjLSH/LnY9pm2Oa8XmkWOXJounXqOaesmS6ipPtcRt"
        + "SaTzT1EA80Tk8v+vTrTk/bNeRlbTtUxy0skWSdjnF/cL/pfxSzSGnNRJjA29C8c9/lahtU3+07XommNjld2Mz5CtfN+O8fPMpjrvIuECgYAYWfWyr4tS6/+K"
        + "p/orVagbWTMXGCWFXk5yCgZerIFSqT4nqFjKJQn1ujEoTSikYM3yAkhhpTWov/gSojCbNJlnPoxvob86UwTBbgj9YNbIGquhfSRTEAsmZ1CNjp05KsJgyE6b"
        + "sfGl3BsW13fttoOvKKrXrYnKjBd0/i1VNrCMgQKBgQClI/UrZN6NnLNsVxYhmjGwAoQUerRaJ0EplhyfhkcAhYxf5dSYaUBzel0UbTKCOo2z/0PrHMP9jl4A"
        + "T4JGlLgyEiz89lbBn41U3jLCVfM7MmCH2X5RnUMLs3gQRkd8Wu03dRfL3pDPygamFkl3poo+3da8cvTK+/ROSjL/ZBpk4QKBgHOK2e40w1J+53EIIuXvUJos"
        + "hRJ/0QUBTA+0tk0DqcKaQbyUwhVv9zqJfMWB+zj/KhWA28DDZ65yBH5piGprMdvbtjpteU7vOq+dJyssIHNqGE7GKVSSCB0sEWBaM4EhPQSjd1HSdDe/ES9d"
        + "eabp6f8kgQSskqHGLiEEH176E5dI";

    /// <summary>PKCS #1 v1.5, SHA-256.</summary>
    public const string Pkcs2048 =
        "rJEy2CJ/OMO5KNwRjhVDb5zc7lGryFCTBq2nM7auNlWZDhCwqDgyvcd2bPy/zNPwvKlaOXTDeEj+Z6+eAzC213TObjXi7mZWqQpKdDqoLdLB5ySoaKbpLs81"
        + "SNEDLuh2CIKG0V80Ga3Q9hEOZ/UmjK/BHv78CkyZwCzAy5Noz8uyAYDQfK3I0ErxqrJ4+26H4wpu1sC/QNc77Ak7bvfi66mvecA3S/njaXkYx8LIQo2/M24U"
        + "80yYAYDEUN7dRbiqwOWMYL1VuOP+2DaXVvmWUHEF40fPFuESAODcip7O4mrKBdfAtiI5LtW28BA7ChR0xvKwD8D8R09GuOqBW2bvUQ==";

    /// <summary>PSS, SHA-256, a salt of 20 bytes.</summary>
    public const string Pss2048 =
        "f6xKfcDDXwc02m9p6yL+CETzZsXqymxousSFC3K665K84F8FVGvsnWl76Pr92DhcWYXblsfIud/tR+ufwS3sUf7MOCSH5HhhltRhbt/dR80mtvErsOVODvvn"
        + "iwKxjwkV49oxphBBchccXNI9DyeHkcf4z4+BWp+SHVabKDBhrkS0+ct4UY0YTOGMuUmMa/8VkYhXNrfb6BsdkSrH7yxyHJcGpxcgrQ2z7SqpOPj15TSRvcbr"
        + "Esq64Z1+E3sWgt8o5fb5fgsLWfqosATWqFHJ7mQcmHaBalcbZwxQ3SgStIj3fQbdctdgg4vpbqNgvgy12ETP0Y7Uz0WlN8nEsGuwLg==";

    /// <summary>RSAPrivateKey, 3072 bits, e = 3.</summary>
    public const string Key3072 =
        "MIIG4wIBAAKCAYEAv1oqnIDAr0q6U8GGw7xvEpSbc/F2mYHJAN7qrWJ5Bqi3MChUhdvFVccz2lXXRtIo/s1H68s1/Wg488kOrWpLyB4QKa/ro5q8U9s5IMbR"
        + "9y3dP3FRvaSjRBoA3HaJp2LwJtqtmAh4gzvNoeFsShgvnUve54tTpVFVDZomCJJfiWyDLZ/q1c0zPOx9l+6LSiD46eMsXDqLRLD0mb+wIb4MfpJ6XM1JtEKy"
        + "5QwFJbhBgx6WqOfYX8R4oG9M4cuwvHTkWHgdoOl5F73eVH93PWFo+d2A5nH+tMKF4MML6wXW4cJuU7h3IEIYyYpnfj+OCOqpMN6PZL7SovUBu3UsoJgmoulw"
        + "phIFJsgkifuV3oJcEYor8HRmgpfvyZoLuue7yGNCXwHnSN+vJh/hOZqM2idYqUO2WPjIqzB718dfojPQhW13gpTCu5tcx3ZlkU9D8MekVQNIgJAC2jKHoR75"
        + "RpqTECz7Sitx1PvCz7gMVAzub64EKP/fxI9QMGt9ou4N4cgvAgEDAoIBgH+Rcb2rKx+HJuKBBIJ9n2G4Z6Kg+bur21Xp8cjsUK8bJMrFja6Sg46EzTw5Oi82"
        + "xf8zhUfczqjwJffbXx5G3TAUCsZ1R8JnKDfne2svNqTJPipLi9PDF4K8AJL5sRpB9W88c7qwUFd9M8FA8twQH74ylJpc4m42OLO8GVsMP7DzAh5qnI6IzNNI"
        + "U7qfB4bApfFCHZLRsi3LTbvVIBZ+sv8MUZMzhngsd0NdWMPQK6y/DxtFOuqC+xWfiJaHyyhN7GaKnh22ntj6xcBiNZjCEPh21mECB13+0XA+EV4nGYmpUKo6"
        + "D8K4wWiIUBOr79qSsF8hdeNKgSlxdINa6aMjcYP1FHiAD3xtcN0pRqwQfutK0ewMvr7iP4mPn5sNnKhRVdcgstsrw5/ae4+/jKu5/8oGCL8Lt10TDfSYrbdL"
        + "J9Lc2PO8EhHVoBvc/2FTnOQOvroeNv+q8k05npT8hZmDUlSFkX5YIu94rQKoMlHN/b5gB/bTgsPhiYDfdYsLMtIHCwKBwQD9JvLwAxs0+5m+7hEI3QVEJJFO"
        + "lgHq3DDJBOKUJ0OM+z7V7QS5w/JnDPfCDn/Y/4p0EZezctOhu8if6VtZ47rbnSVoR2q0YNeFeMemc9DUEBj//ukZyXn8SOHuQWRgnEi0zlcSKz9XhwmJ98xM"
        + "erdRjW5zv3WJDiATjtPzxFH5K3cgaK/ziikM6bT4OinV2s+4IPHSO37T/X+/WOWBsT2SGsMT2+rbnUJNstmlvsxRrkgQvoXhicY6nP7vQkBpyIcCgcEAwYE9"
        + "hFRvnUob9P4Vz2FKQQauBljxvOga72EPSaPtBkk2fnRawmkERbD3nq8maA8WLhrG3Fw9Qw8KVoNy0f9BgVysiQqDN8MjuMTkNfXM3InYDmJfSnsWfvm6ZBHs"
        + "a0z454KD7fLKXtEeWANtjBWhqK06xqfAFoXG1VOHG37Cz/a69JH3rVDDkMExhxeuxNa2hbUELtQYkl6aAktLXqRZ/0nd+MtSkil8/gjnM5klgG+wJgQVvTM7"
        + "tH9OYxsBPPUZAoHBAKjEofVXZ3inu9SetgXori1ttjRkAUc9ddtYlw1vgl381I6eAyaCoZoIpSwJqpCqXE1hD8z3N8En2xVGPOaX0ee+GPAvnHhAj65QhRmi"
        + "izgKu1VUm2aGUVLbQUmA7ZW9hc3e5LbHf4+vW7FP3YhRz4uznvfU+QYJare0jU0ti/tyT2rwdU0GxgibzfrRcTk8inrAoTbSVI1Tqn+QmQEg07a8gg09Rz0T"
        + "gYkh5m5/MuEe2rXUWUEGhCcTVJ+BgEaFrwKBwQCBANOtjZ++MWf4qWPfljGArx6u5fZ98BH061+GbUiu23mpoucsRgLZIKUUdMRFX2QevISS6CjXX1w5rPc2"
        + "qiurkx2wsazP120l2Jgj+TM9sTq0QZTcUg7/USbtYUhHiKXvrFfz9zGUi2mQAkkIDmvFyNHZxSq5roSON69nqdc1TydNtqUeNde11iEEunSDOc8DzgLJ4rsM"
        + "PxFW3NzpwuaqMT6l3OG2xlNUBe93u25Vn8rEArkozNJ4VN7svKt9+LsCgcEAl067j0CMskMuISR03wNnx0gt9+hC7/HkEJbx54qPY9AzcvhRxeaMVpiJ6Dd5"
        + "tM+5BM8v6M1K5IeN8r0xyxn6mYtj7fzNdda1mD6ajlH6Wg11S/knOBD5MNktibHX3QVNyGVD23dn9xMX/yi5LrfBN/KNfLC9Ntsr5BfcOAv++KBfqqEU1HlN"
        + "MfT3VRVm/Vm1e6aUH/5F4Gp1E3t+V5qdZDDydip/wQ/J79Fcfu4LSBXdk3kIyZ+X9qjuJH1psM/T";

    /// <summary>PKCS #1 v1.5, SHA-256.</summary>
    public const string Pkcs3072 =
        "c09Cgual996RIRrcW7ziXHFNQV89F7VQl2RY+h8hfoe6CaPPFwq6FdMwO0Dj4UI2cuZfw+FahFD1sWapmHZdhBmmHKcsxqh64+8cQCBXNzAMIv68AyTOE60z"
        + "1gPX1NuY4/J3rYuDSuDr+OGi5b2yfz3UhwVPniBCYmCD26GCMvfYdxa8imWPk4GYgQIFFu9c5psdKeVMoNUX9UCxP7tEiqQtlcKxG493fnHKXprNqK44whDB"
        + "bPXUoZGQPKTcs+bCNHtQxQSGT87U6bg3Or329Myht++6auHHRi5UA1k8Sc6U04b5AY7qcXdERI35fnel/Yl+isBR2sflWtErC+RNCsN/QWwStgOxGXcNEZdE"
        + "vPmKY33+e43RzxtGMqbpT/z45YK7ShnyeC6PZ/+aJ3fStgHD5xqGoTcR+cvv+/fQHgk249prpy5pMST5U4SlkDq6ChQji6Ze9GSYdvua4UyCokFSboECJKS9"
        + "EIWw+LEXo4M/QQtG9szihzIIezDRgYBd";

    /// <summary>PSS, SHA-256, a salt of 20 bytes.</summary>
    public const string Pss3072 =
        "Oen6GX4uREcUljN+Hv9xSFcLO2hcTiNUil44h+VhcPyAia8qhvaJ0ONZTkFOTR6NILeWHeTrqObj0Uvf2YAJpSsR/0c6bihIjEp2KzrdoNqCrVZ5uqRspzZu"
        + "ta4ensK8DHgTOTJ6jBEZZ0U3o+ZWMoxGTTg9nm5hXIx05PHEmEEb9VCEDPXd8j03bTDiWyGEQCXzyjIs5N48bQuwXR408Oup3CgItbiGbUoaT6cmB/OaV5Rj"
        + "75GzHron5DOYPdPf2xXxcNNNmeXPphJnLP8qahZNEY1ahVTGsKQzptUETONwV061xy1wwhei9P4a574c7LIBx2pwJZf8OMFK776GsV/jdqxbGpy5tnFi4Y76"
        + "ChcB43aRjir/MV2RSmMSXYB4Tekih3WXY79Ay/vWYn5xvt1qnPT6jA2pvG6Oj5dg39sDgYPulNodybKisa/CON+XqEHgy10+/Y/KBj8JCZzpo65q9a3HWxJk"
        + "vosKzcwHG8jn5J5oxl4xP6P4OrUkAjX1";

    /// <summary>RSAPrivateKey, 4096 bits, e = 65537.</summary>
    public const string Key4096 =
        "MIIJKAIBAAKCAgEA6z9GhES5U+N713Tp0By8I7KcuQPmQku0+68UyZ4W4VI0bT3vkhuLYsoWkGee6z7Ac7Kdimogc7wtZVguo7UN0NVYFYI39q08Oih37EdV"
        + "bKB87G9dgXS8qZFBRVXGp/88hhabAp7Fgt1fQrMpE17YYVqpwpCgO4lj9TGsH0/NEVmquKrxBcAdjpKXIQ2LdnnIkSyEsw2/2O+FOCx9U3ExZk1eR/pi35Gr"
        + "hIKoax8q/5IHEiOC/JhIBwjCUlGeSCJ9F8u3s25gbWCLX+Q7wMJbGVGUT3HnylqjEIrlFG12/DVz1P4ttHCsrikkmFdY5qII3j9r1dy6JhH4Q1R6tOD5+QYz"
        + "IHEaGmI5+NDdWYrDNQjaYAX6QAozvBEI86Jlf/7LpGDRg+z8Ww+OkWs8REGpMslIUp9qiwkrX5pOAKocWMp4DK7rLVcqZ74ro/ntY6zXFi886HYAynHMupNS"
        + "vqV//3yaaensSxOeLUiE7QMdIgzRLJ9Ev5namiXzQ1zOb4JtpIcznzV+XWGK8QtfECUae5TkV74/8lClzZcIiJX5J8ZP3nDxJZQsGTnUZyEOXlelwcif90u1"
        + "HzKuxbqRtQnMWwpDXmlBOAwOTa57GvzAWTs/F4AUJci8Jolt2y1ViDcxp6oo45s04ZVjVK5YTRxSPygzdpENA11yzBBGh604JsUCAwEAAQKCAgAPqfAsVPYh"
        + "HZPMqhp6crtdRiKU2CtgDTHxEzyXWykrWiGnB3l4+VAL5Shg96FXiR9f5MwEICJmimhcZ+V9HYxctCPwFLJcwLayqaioiSxpNftzc8veV5NLWCJoNzipzX8u"
        + "b3llUISWvN4/rvXEdiuCufp1O9OLe0+2Txcmo5XkOpv5PVqclyjwqhaZixEW86906Smx0W/Nhk9QyPeUU4RmSy8ErGmieMzanyePMG1YxJSncslhP9OF8mGc"
        + "ARbAt1kseTJTZn1Rsxy8pxIKePZ/ZlTxgERejy/t5U2xEUPbscRzcXRCIEGDPDaVVTWUb8QW5lKsFA0qBUbKVujvu84xE7JtBNw2VDAomXNo0hdORVu5ecfA"
        + "xSOs3I3B7Qvkn6aITZg/WCWaCmJ1MmXfG0v0+w/dl7TbCKmfSvaMMI+ZnTJG1L2XN59S61d0nZTFcrwm+EoZ2jVsL+v1YhZAJxlew/JZLgakR8MsP4CHBeJc"
        + "l9z7VO0El/yUFY2eQoUNGGbjnXeCkgqy+5X83RNzuiC67elY48sIh1f3Z/O+UHerqJOVkFw6FfBEvJfBI6eNKSAnJOIfyjt78wFGGl43+AwDf4ubD32m0TSv"
        + "Jy9wPpZqCg6uWprZwqmzhDv9fmGEPRkMvDk2icoYpZndf2l7Hwklh6S96rULKgGcNqNTfFE7cQKCAQEA/pfNrE/XAduKS37044OPBfOKwqnp8te400Yzu1DW"
        + "W+sJJ00vam4nmWwy3/q6wPAZbydhL3hjNnb4H+w20I+pPN6deTPAqBN6v+MgOBDwXdsFp5kXvohRQqmI3OC9zoGg7m5BaUIT5IlH9lNXS547VLiszbztrnj1"
        + "laOxmOuubmfjv6DVxLZ67SmSTVRHH/CIVByyophU5LSFkPFskmLvyVE7LWKMI56glNrb14ltarKAXmkuZUoQ3n9q2O/EjBTOAhaA0wvfzsdewhNbx4apZ+UP"
        + "BcXk4JLcVm/TmRZAVQeY8tymwQDfX33lCJjecOOvKB1G7HWakbq2xDjWooPQtQKCAQEA7IwaCZN5OONSGyApsd/P+gOh+YOqU3cOpyGJ/HmKwtr6Kq+zr4pG"
        + "LStp47RQsMBbc6+12AzdCeKAwfo8TJMsMvuYILRNl/VaKM7jwrfqPLCb83KWQNzmR/V9puupJO3N7V1bLpaS+J0hWsWf9YLzUaW1om5m9T3h3G5/NEjaqLIN"
        + "MwpjY7ZE2UG85WrRI/6yK6EoWS8vlBHa7RNTFpSc2TWZR4d5h+Fs62cd8NIzBCJGRG69u5daJ3gUKrmikXV2RDLBVXV92iIGywx7lIR9+f/EcFITHjGyoH2K"
        + "IZmpfttLbt0y1cueJUOSvgWQhLn8w13x15pk6AJIHallcYCX0QKCAQABeOlElNWeeiGLnDlYU3txQl5MD+V9dQfpmN9Vtvr2Xx6XbpfWmrp55alJqE6KLRlI"
        + "jka+moigWQHIVXpfrGUDKBprCASWND6ie3LFQDvTnx+iP31mqa0moIpdFKOkXRWMK3EPZcVtremPoB3CHzEipUrCidQqDSMGcYLman6AvvMPOaPi1ldRpcrl"
        + "zZX3tlFjgyL5U74x8GVRWEQTeKUAWgrokUhUMGenVLiuv2m1k0CwyxTsmwgL8Vqx1Hkjgj9KvcyS69+od3ix0KDYP4wdQLLciq9vKQpDKbRkjz9h/oBA70u7"
        + "lAC2saiwawnmRzrNFZZCac+yBg1mhxmeqPp9AoIBAQCH3SiPW38C574fCmgoXE7OYQvFjpRkADwQTrk8pGrI5JFPtz9Tke4gv5DAUq8N9k4QslmV0D2dEdW2"
        + "lI3Rxa5bUhrcnfL7VtcEHWDAVHZbiWzpdWVLuBUkO6KCH1U1eskOjtJyfdXIqiegRWZM03wB51XeB99m+LYjr+usEjRVNH9UU6EmgmglCRcABkw9imq3mIbe"
        + "QrXnLCI8jR7qF03HjHuPlAZ/v0CaLM4Lpg/bTfxiDeE4QARuKxAaQilXtsnI/gYBmcxBX83bDj5k3Xyl/PvNL7b/XrgkajbOeb3auQYolTA/kAYzjQ5ZykRp"
        + "l5HQfMMNfQZ8I+Nb9hHoEV4hAoIBABxGyoFLx+7AHZ69KZ+xTaTZiEHa8ik9tQgGhcBerTKv1jmB3UZqTNngPw2r0k1FpDVHQ4lQMSNVw7AMvQbjdj/oBPRP"
        + "herW+qnKYsqhACt/uA7RYNY21Faab7c1oa3mDWQWx2lkETNIMTV8pVmNgZMTm5u8USOLEsVY6J+41XHzseVQ4Jo9ZeYu+i2WoprzQOQIMmglpE+OJhE/g9qY"
        + "wprAjlqh6Nyy3rossP8ytLySInF+y22+15HILGFcdN2qmwg4syyI4gbXBsI7JloSAqI7e6t8BIKSftYH3MyFhYB81lHm9AVmzeNckzgpdc1vwioCry/As3Ja"
        + "m7+eMVi9u5I=";

    /// <summary>PKCS #1 v1.5, SHA-256.</summary>
    public const string Pkcs4096 =
        "ITagYmdcs86RLVgjrlxkTeaYM8EtC1ruVdfcKZdMsctQQwOO1yTZWUMyAZgHcxZOcRRVqWlu2OLNiEzCRT5SuP6ece2iuPKveeTBXcf3mFE/0Gj8uGwUxQWo"
        + "ZtBcQS+6YrE1RYpL/98sKDqZsSC0t2+J4kMDMBsJVG90QriAPJJL54MWdEhqODihIxM7CPo5GZHIEiUEiSwKaZdPzkjCGm+neBFXlTMIP5DX3lq9GUVFn6ri"
        + "OFUyT3CygbP07j5M4ITI95SZ5Fz3GMop/4CYYCSD/Tj7m3vYcYWSvLzoIjIdNpKtlo2+ha5ZwhUPRdU8aT+untkoVz0stz6MDOjCCT6YGBx5EpZ4UokYcaoT"
        + "DZgbuR9Dvs/2SYeE35U/gxPH7TZbyENI+Kwvgj69GXo+eMn0eoaj5nN6lNhjAADRytDhT3/gv4A+i/bcAqt8LYPYWQrSeKlfvzIePKBzuwrRnVbUaFiL79EB"
        + "gYJY1tu17aCvzWXIrshOd1zvBQ0e4/ggfW+bkKkrdsBMKQDaxdYvN+JVyqmq69Uk6ibu1y+8uq5z5f+47PggWBHHrzIBUa0n1zQCxfFiniI3N2ljHKjxeImA"
        + "rf2bW3Kya7R9dKCwD0u5Tn3MrfTkdb3hq3fYJ1FcgmdSF3H9ISHgXFBjwZMFZMiVDozCTbKrQeysaSMXun4=";

    /// <summary>PSS, SHA-256, a salt of 20 bytes.</summary>
    public const string Pss4096 =
        "QjQY17JCegZTdoRIqiZucpcONNUGoIRV6WWZudoZ0d+oIkqJO4cdsc7Pp2xx4d7V8eNVz7h2lMhiHzMREnDbHfmFdV5c5GSkozBDNzHF/FhgXBe6W3qwD4Hs"
        + "LIBwVb1uWEnD8V6Wb5PeEt2HIubMLi/b3I9fxM+l0guPa2zQOxY2588MnMo/51xvdlrCaXsKBiNTvpKdfvnd1DdU1sr56GtTOGpoFzOHgEqLCSLoX7IV41sH"
        + "x7QTVFsWjcgUoxT2fBeCi+ibMaUFqW0pbyTxf6wXl2JJJnqBcAjftg2mc2M6wMqwec5Tc1/dQsv99qn3NAHRTyoZJ8s3IGHXkOLm+FCtqw0+1W7t4J7ZzQVO"
        + "e8o8DPUvS6IcJwAbjHAwC5gfPy53ujUG0ep3ttAE3AtItDpvu7hUeYoVIqqi/a7PwtZTwzes6eJ/z9c8CFbOXr5Ta6DfVqfR+vKO2a3dtUU9Xk3k78IuCQfz"
        + "dsUvaS17Ojo7WI/iSJI+LL3s28qh0R5qYaasaS3cGJQeN99MuF0oiVZUHVRJKhyl0ihXVgxGqzD6FxDdC4/ALg3dHOEF6xVaoIUFF9B4/6Bueg6MEd5u0KHB"
        + "K/6spn6bGC/1tz9BWY2jVsvG2VdS+r1o9/Vogs3zmDaqjgi46PnA2paWlgMJ70nvu2JLeidJK6+4dBfv2sc=";
}
