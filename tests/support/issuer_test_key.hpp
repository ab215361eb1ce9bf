// tests/support/issuer_test_key.hpp — an issuer key for tests, so that none waits for a fresh one
//
// RSAPrivateKey in DER, 3072 bits, made once by `openssl genrsa -traditional 3072`. It signs
// nothing but test papers.
#pragma once

#include "crypto/rsa_key.hpp"
#include "tests/support/vectors.hpp"

namespace piaojue::testing {

[[nodiscard]] inline const IssuerPrivateKey& issuer_test_key() {
    static const IssuerPrivateKey key = [] {
        auto read = IssuerPrivateKey::from_der(
            from_hex(std::string{"308206e30201000282018100d8aa3c737f558c0e02ef980254ec2af145f9bc56d"
                                 "f309724f5f6619dd0010628"
                                 "c3e31c064c06061301b98475a97f972708cae9ba064d6e0042c55545897f66c04"
                                 "95a01c92236187633fea0ca"
                                 "755d98cb026b4ac4ce537fc57197775e192db3dbfb6fd4e737ba7a600e3786419"
                                 "5232efc2abc73dbbfa5b4b0"
                                 "0a743d2d5e3fdb0a537a19fc62ea77cb0844ab8a88e645b98f75dfede885b322b"
                                 "95aa115b2b3b38770c18e14"
                                 "02d96f52e65b772ee762daf5c12d71fc91de2c36465eb85e4b81c82013a97ca74"
                                 "6fcc0e8f62e0a0556b452de"
                                 "41e8ca70fca4610a71a7086717cc547b9bd5613c47c8208db53a1c1c1fbe9a1ad"
                                 "c7282407aea8f741fc4d882"
                                 "d42a41354fa00806309bf659a845d03cfe66589c5eecd3899966a9bcaefa3bc6a"
                                 "a09dc0009710a0af024c25a"
                                 "d1bbddc1cc65ca5c3b0843704f928ff420251fdfa433a5bea981fa0977e5e1f77"
                                 "d42f40813abb339c1ed47ea"
                                 "5fb43f58dde15cbe4d280f048aa4892097708612485e13d0c700d91d2feb91905"
                                 "4db1066943e8887c87a00a7"
                                 "0203010001028201801f9b61fb3559acf7444d607f02957b443c418ccc9d7d90a"
                                 "7072c9c9bf1829cbbe8aba2"
                                 "6476c5b03028a1c0258c06fd6d67d6761739a125096bb42ed6d89299d23641279"
                                 "e885b9ce0ed7fd943ffb01a"
                                 "408f47489e823ce3185214570906a248a9303a65b41f48985e97e458b50b8518e"
                                 "f176aeb79e4b0cf359928d0"
                                 "dde3f06bcb4b5736203febd572ec6f5c18f714a49a47c7d9d57284c297afb37d6"
                                 "9556aeaa738f73b7b46d922"
                                 "68d50b05cd755ad1f764e974c5f41f95928b5c7907e47af7cf1546aa1a8ac2a81"
                                 "5d112563b5158bde740bee8"
                                 "c143062757eea227a92a773f453a17253b9e71eef0d9eb0eb82fba1c5e59a7fea"
                                 "1fc7870875f34a98b4eef6c"
                                 "a9b4802a70b4e1e832bfd7ff77f449b1625ecbc92b4dee3afe584b9e935170994"
                                 "af2f3f400ec81031d674e4a"
                                 "4f6842f1f5ab70ce0830f58baf14ecb85f0185bdc55c472514463ea12373962cd"
                                 "48225a686aeaaffa41198a3"
                                 "b9a01ce025640a44031e732c27bb2226f04cbf8e994b6c8e071914554bd7256d5"
                                 "8c7175e02285d349d0281c1"
                                 "00fa90b03678cd93b8f3472ebda2a7c8eb0935c594b8aa4f277b09da081303b98"
                                 "c8af096f2b519082138e597"
                                 "9c0552532b2fa23b6bded4e223c6a18674188de23d1084e58dee13fb054904dc3"
                                 "831087eff5516be4d2a34d4"
                                 "a77574c789380a90979cc726651288c7812f9ec2c264cbcb482b47856f65b79c3"
                                 "565febfecf78731d457ad51"
                                 "5465f0c2e5631239277d16296ca2b1f57ada3f7b4bf98179d9711b75ee67bdec0"
                                 "022140adace7c38ef9c421e"
                                 "d144b59a7f9b7b17e9e6e9c3cdd36c7fbd0281c100dd5d4f7446d27065ec1c4ef"
                                 "3b05a2882613f9c5bf4f27e"
                                 "ddb3ca4087d9984b204c8776d7fb194f0de6766d40670ce1cd1793b68eb14eabe"
                                 "9c2846ef6c4a44b56bcd3a4"
                                 "5e1df6e03a2b795d17a5703a4d8be9faa4eda5b97cc3544b94c033843d8fc1de7"
                                 "bb7fd52ebe2409f308d3a1a"
                                 "44657ac9d6cb33ed80ab3d91aa9ef1a2e47e8faf899db55afec000a786af8255a"
                                 "bd54bc81082befefaa5e409"
                                 "56a11f616ba6317aa09e39d117610983fe2021cda6f19cc0579a9d510bc2c3198"
                                 "a97a8a6330281c100b59dd0"
                                 "8bfb2e0f681cb638d3eda52e45e6ac1a25bd607cf54202970e093246f8eef08a8"
                                 "92be913f278ba3a1535ea41"
                                 "2c695f6f30b6189a3d92491c1ae47d5b4225ca1e55acfec091492703b49b1dec6"
                                 "788b66e83a2171f18ae5352"
                                 "1a4d0ba358b1a3cc59b08082134a8009ed3b80583d5c59800789b3f7bee0ca313"
                                 "54309b47d947ba51ac6b527"
                                 "9f7b1b07606f13743d31044ac99c8e2d0199bd56a3dc8f2a00ff23337fb933cbd"
                                 "6639ab8ee3cd5d45e9d2e00"
                                 "e983ba4a501936d1dd4be536050281c056e6caca5b03421cc1145bea4ed116161"
                                 "9175fcab9de78ef9025562f"
                                 "febc4ac1e3494ade7f34f05404a5793e4f363f6ec452b8d84bc316ba2e22cf6d1"
                                 "0c56ece1e52f7b3fb0f6ff7"
                                 "6619bef209808562ec0a6edb50703ee13bcd5bde8995afd47b1b20bc70fe820f1"
                                 "843463b49360619d3bce07f"
                                 "f245f07712c298ece278f9f9b9b5aeb3d7b5da8327dd19e745ff64a29099af70c"
                                 "be32f3636e9cec0b3801e3e"
                                 "a47fc82445f96c9c40fbfb554847fcf40ce5fc9c67965abac33ad44c143da1010"
                                 "281c015c98ce6172d9dd544"
                                 "19da480bf254094cf4d8aa4b09c0aae4339b3938d211f93bd90ebf14dceb68be9"
                                 "024e93bb667fc440a39f415"
                                 "f9632835075783376352d039655ebb1c0b59f858c76be0508f0a920da04f6bae4"
                                 "1692e26b92c22b087c23752"
                                 "d90bb02a6ccd5fb450e72ce0cd1542e812725929d33990dd5c363583e56f6ca1d"
                                 "908fd0db0c4ddd2e1d7f610"
                                 "bbe432644f0f3a47a39910264cc560f7e6a9891bd6e8a10aabc30e157864e9785"
                                 "2dc9b4bc6c9fd168a7b1ca9"
                                 "70f7658aa5d775"}));
        PJ_ASSERT(read.has_value(), "the issuer test key does not decode");
        return std::move(read).value();
    }();
    return key;
}

}  // namespace piaojue::testing
